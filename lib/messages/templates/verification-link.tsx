import type { TemplateValues } from "../message";
import { ButtonLink, Frame, Paragraph, Quiet } from "./frame";
import { PURPOSES } from "./purposes";
import { describeOrigin, inMinutes } from "./words";

type Values = TemplateValues["verification-link"];

/** A link somebody asked for. Opening it does nothing by itself: its page asks first. */
export const verificationLink = {
  subject: ({ purpose }: Values) => `Your Latchkey ${PURPOSES[purpose].name} link`,
  code: () => null,
  link: ({ url }: Values) => url,
  Body: ({ values, at }: { values: Values; at: Date }) => (
    <Frame
      preview={`It works for ${inMinutes(values.ttlSeconds)}.`}
      heading={PURPOSES[values.purpose].heading}
      footer={
        <>
          <Quiet>Asked for from {describeOrigin(values.requestedFrom, at)}.</Quiet>
          <Quiet>
            If it wasn't you, do nothing: without this link {PURPOSES[values.purpose].withoutIt}. Never pass
            it on, not even to us.
          </Quiet>
        </>
      }
    >
      <Paragraph>
        The page that opens asks you to confirm with one button. On another device it also asks for the number
        that you see where you asked for this.
      </Paragraph>
      <ButtonLink href={values.url}>{PURPOSES[values.purpose].button}</ButtonLink>
      <Paragraph>It works once, for {inMinutes(values.ttlSeconds)}.</Paragraph>
    </Frame>
  ),
};
