import { Fields } from "./fields";
import type { NamedOperation } from "./operations";
import { TypeName } from "./type-name";

/** Describes an operation: its request, its response and its errors. */
export function OperationEntry({ operation }: { operation: NamedOperation }) {
  const { operationId, method, path, summary, security, requestBody, responses } = operation;
  const { 200: done, ...refusals } = responses;
  const request = requestBody?.content["application/json"].schema;
  return (
    <article aria-labelledby={operationId} className="mt-8 border-t border-line pt-5">
      <h3 id={operationId} className="scroll-mt-4 font-mono font-semibold wrap-anywhere">
        <span className="text-brass">{method}</span> {path}
      </h3>
      <p className="mt-1">{summary}.</p>
      <p className="mt-1 text-sm text-quiet">{callers(security)}</p>
      {request?.properties && Object.keys(request.properties).length > 0 && (
        <>
          <h4 className="mt-4 text-sm font-semibold">Request body</h4>
          <Fields schema={request} />
        </>
      )}
      {done && (
        <p className="mt-4">
          <span className="text-sm font-semibold">Response</span>{" "}
          <TypeName schema={done.content["application/json"].schema} />
        </p>
      )}
      <details className="mt-2">
        <summary className="min-h-11 cursor-pointer py-2.5 text-sm font-semibold">
          Errors: {Object.keys(refusals).join(", ")}
        </summary>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
          {Object.entries(refusals).map(([status, { description }]) => (
            <div key={status} className="contents">
              <dt className="font-mono">{status}</dt>
              <dd className="text-quiet">{description}</dd>
            </div>
          ))}
        </dl>
      </details>
    </article>
  );
}

function callers(security: NamedOperation["security"]): string {
  const names = security.flatMap((way) => Object.keys(way));
  const isOpen = security.some((way) => Object.keys(way).length === 0);
  return isOpen ? "No authentication required." : `Requires ${names.join(" or ")}.`;
}
