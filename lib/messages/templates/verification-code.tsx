import type { TemplateValues } from "../message";
import { Code, Frame, Paragraph, Quiet } from "./frame";
import { PURPOSES } from "./purposes";
import { describeOrigin, inMinutes } from "./words";

type Values = TemplateValues["verification-code"];

/** A code somebody asked for. It carries no link: a code is typed where it was asked for. */
export const verificationCode = {
  subject: ({ code, purpose }: Values) => `${code} is your Latchkey ${PURPOSES[purpose].name} code`,
  code: ({ code }: Values) => code,
  link: () => null,
  Body: ({ values, at }: { values: Values; at: Date }) => (
    <Frame
      preview={`Your code is ${values.code}. It works for ${inMinutes(values.ttlSeconds)}.`}
      heading={PURPOSES[values.purpose].heading}
      footer={
        <>
          <Quiet>Asked for from {describeOrigin(values.requestedFrom, at)}.</Quiet>
          <Quiet>
            If it wasn't you, do nothing: without this code {PURPOSES[values.purpose].withoutIt}. Never give
            the code to anybody, not even to us.
          </Quiet>
        </>
      }
    >
      <Paragraph>Type this code on the page where you asked for it:</Paragraph>
      <Code>{values.code}</Code>
      <Paragraph>It works once, for {inMinutes(values.ttlSeconds)}.</Paragraph>
    </Frame>
  ),
};
