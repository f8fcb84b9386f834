import type { ReactNode } from "react";
import { type ApiDocument, operationsOf } from "./operations";
import { anchor } from "./section";

/** The table of contents: every group with its operations. */
export function Contents({ document }: { document: ApiDocument }) {
  return (
    <nav aria-label="Contents" className="mt-8 rounded-md border border-line bg-raised px-5 py-4">
      <ul className="flex flex-wrap gap-x-6">
        {["Authentication", "Types", "Error codes"].map((heading) => (
          <li key={heading}>
            <Entry href={`#${anchor(heading)}`}>{heading}</Entry>
          </li>
        ))}
      </ul>
      {document.tags.map(({ name }) => (
        <details key={name} className="border-t border-line">
          <summary className="min-h-11 cursor-pointer py-2.5 font-medium">{name}</summary>
          <ul className="pb-3 pl-4">
            {operationsOf(document, name).map(({ operationId, method, path }) => (
              <li key={operationId}>
                <Entry href={`#${operationId}`}>
                  <span className="font-mono text-sm wrap-anywhere">
                    {method} {path}
                  </span>
                </Entry>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}

function Entry({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="inline-flex min-h-11 items-center">
      {children}
    </a>
  );
}
