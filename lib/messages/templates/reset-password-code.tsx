import type { TemplateValues } from "../message";
import { Code, Frame, Paragraph, Quiet } from "./frame";
import { describeOrigin, inMinutes } from "./words";

type Values = TemplateValues["reset-password-code"];

/** The code somebody asked for who forgot their password. It carries no link: a code is typed where it was asked for. */
export const resetPasswordCode = {
  subject: ({ code }: Values) => `${code} is your Latchkey password reset code`,
  code: ({ code }: Values) => code,
  Body: ({ values, at }: { values: Values; at: Date }) => (
    <Frame
      preview={`Your code is ${values.code}. It works for ${inMinutes(values.ttlSeconds)}.`}
      heading="Reset your password"
      footer={
        <>
          <Quiet>Asked for from {describeOrigin(values.requestedFrom, at)}.</Quiet>
          <Quiet>
            If it wasn't you, do nothing: without this code your password stays as it is. Never give the code
            to anybody, not even to us.
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
