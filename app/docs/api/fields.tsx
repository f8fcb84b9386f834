import type { JsonSchema } from "@/lib/http/api/operation";
import { TypeName } from "./type-name";

/** Lists the fields of an object: names, types and descriptions. */
export function Fields({ schema }: { schema: JsonSchema }) {
  return (
    <dl className="mt-2 divide-y divide-line border-y border-line">
      {Object.entries(schema.properties ?? {}).map(([name, field]) => (
        <div key={name} className="py-2.5">
          <dt className="flex flex-wrap items-baseline gap-x-3">
            <code className="font-mono wrap-anywhere">{name}</code>
            {!schema.required?.includes(name) && <span className="text-sm text-quiet">optional</span>}
          </dt>
          <dd className="text-sm text-quiet">
            <Field field={field} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Field({ field }: { field: JsonSchema | boolean }) {
  if (typeof field === "boolean") return "Anything.";
  return (
    <>
      <TypeName schema={field} />
      {field.default !== undefined && (
        <>
          , default <code className="font-mono">{JSON.stringify(field.default)}</code>
        </>
      )}
      {field.description && <span className="block">{field.description}</span>}
    </>
  );
}
