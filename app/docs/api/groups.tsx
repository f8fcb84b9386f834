import { OperationEntry } from "./operation-entry";
import { type ApiDocument, operationsOf } from "./operations";
import { anchor, Section } from "./section";

/** Lists every operation, by group. */
export function Groups({ document }: { document: ApiDocument }) {
  return document.tags.map(({ name }) => (
    <Section key={name} id={anchor(name)} heading={name}>
      {operationsOf(document, name).map((operation) => (
        <OperationEntry key={operation.operationId} operation={operation} />
      ))}
    </Section>
  ));
}
