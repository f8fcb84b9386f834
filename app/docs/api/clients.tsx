import type { ApiDocument } from "./operations";
import { Section } from "./section";

/** Describes the authentication of each kind of client. */
export function Clients({ schemes }: { schemes: ApiDocument["components"]["securitySchemes"] }) {
  return (
    <Section id="authentication" heading="Authentication">
      <p className="mt-4 text-pretty">
        Only the client that starts a flow can continue it. A browser has cookies that scripts can't read. An
        app has one token, which changes whenever a session is created, gains rights or is revoked. Requests
        from other origins are rejected unless the settings allow the origin.
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
