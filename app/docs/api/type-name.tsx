import { Fragment } from "react";
import type { JsonSchema } from "@/lib/http/api/operation";

/** Shows the type of a value. A named type links to its description. */
export function TypeName({ schema }: { schema: JsonSchema }) {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return <a href={`#${name}`}>{name}</a>;
  }
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (choices !== undefined) return <Choices choices={distinct(choices)} />;
  if (schema.type === "array") {
    return (
      <>
        list of <TypeName schema={(schema.items ?? {}) as JsonSchema} />
      </>
    );
  }
  const values = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  if (values.length > 0)
    return <code className="font-mono wrap-anywhere">{values.map(shown).join(" | ")}</code>;
  return schema.format === "uuid" ? "UUID" : [schema.type ?? "anything"].flat().join(" or ");
}

function Choices({ choices }: { choices: JsonSchema[] }) {
  return choices.map((choice, index) => (
    <Fragment key={JSON.stringify(choice)}>
      {index > 0 && " or "}
      <TypeName schema={choice} />
    </Fragment>
  ));
}

/** Removes duplicate types. For the caller, two strings with different formats have the same type. */
function distinct(choices: JsonSchema[]): JsonSchema[] {
  const named = new Map(
    choices.map((choice) => [choice.$ref ?? JSON.stringify([choice.type, choice.enum]), choice]),
  );
  return [...named.values()];
}

const shown = (value: unknown) => JSON.stringify(value);
