import type { JsonSchema } from "@/lib/http/api/operation";
import { Fields } from "./fields";
import { Section } from "./section";
import { TypeName } from "./type-name";

/** Lists every named type of the responses. */
export function Types({ schemas }: { schemas: Record<string, JsonSchema> }) {
  return (
    <Section id="types" heading="Types">
      <p className="mt-4 text-quiet">Times are milliseconds since 1970.</p>
      {Object.entries(schemas).map(([name, schema]) => (
        <article key={name} aria-labelledby={name} className="mt-8">
          <h3 id={name} className="scroll-mt-4 font-mono font-semibold">
            {name}
          </h3>
          {schema.properties ? (
            <Fields schema={schema} />
          ) : (
            <p className="mt-2">
              <TypeName schema={schema} />
            </p>
          )}
        </article>
      ))}
    </Section>
  );
}
