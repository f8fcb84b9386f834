import { Frame, Paragraph, Quiet } from "./frame";
import type { Template } from "./template";

/** Tells administrators that a webhook endpoint is sent nothing any more, and how to go on. */
export const webhookDisabled: Template<"webhook-disabled"> = {
  subject: (t) => t("webhookDisabled.subject"),
  code: () => null,
  link: () => null,
  Body: ({ values: { host, isGone }, t, locale }) => (
    <Frame
      locale={locale}
      preview={t("webhookDisabled.preview")}
      heading={t("webhookDisabled.heading")}
      footer={<Quiet>{t("webhookDisabled.missed")}</Quiet>}
    >
      <Paragraph>{t(isGone ? "webhookDisabled.gone" : "webhookDisabled.failing", { host })}</Paragraph>
      <Paragraph>{t("webhookDisabled.mend")}</Paragraph>
    </Frame>
  ),
};
