import type { ApiDocument } from "./operations";
import { Section } from "./section";

/** How whoever calls says who that is. */
export function Clients({ schemes }: { schemes: ApiDocument["components"]["securitySchemes"] }) {
  return (
    <Section id="who-calls" heading="Who calls">
      <p className="mt-4 text-pretty">
        What a client begins, only that client can go on with: a browser holds cookies that scripts cannot
        read, an app one token, which changes whenever a session is made, gains rights or ends. A page of
        another origin is refused unless the settings allow that origin.
      </p>
      <dl className="mt-4 divide-y divide-line border-y border-line">
        {Object.entries(schemes).map(([name, scheme]) => (
          <div key={name} className="py-3">
            <dt className="font-medium">{name}</dt>
            <dd className="mt-1 text-quiet">
              <code className="font-mono text-ink wrap-anywhere">
                {"name" in scheme ? `Cookie: ${scheme.name}=…` : "Authorization: Bearer …"}
              </code>
              <br />
              {scheme.description}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
