import type { TemplateValues } from "../message";
import { Frame, Paragraph, Quiet } from "./frame";

type Values = TemplateValues["webhook-disabled"];

/** Tells administrators that a webhook endpoint is sent nothing any more, and how to go on. */
export const webhookDisabled = {
  subject: () => "A webhook endpoint was disabled (Latchkey)",
  code: () => null,
  link: () => null,
  Body: ({ values: { host, isGone } }: { values: Values; at: Date }) => (
    <Frame
      preview="It is sent no events any more."
      heading="A webhook endpoint was disabled"
      footer={<Quiet>What it missed is kept for 30 days, and can be sent again by hand.</Quiet>}
    >
      <Paragraph>
        {isGone
          ? `The endpoint at ${host} said that it is gone (410), so it is sent no events any more.`
          : `The endpoint at ${host} has taken no event for a day, so it is sent none any more.`}
      </Paragraph>
      <Paragraph>If that comes as a surprise, mend the receiver and enable the endpoint again.</Paragraph>
    </Frame>
  ),
};
