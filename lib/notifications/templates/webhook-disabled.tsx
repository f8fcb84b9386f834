import { EmailLayout, MutedText, Paragraph } from "./email-layout";
import type { Template } from "./template";

/** Tells administrators that a webhook endpoint is sent nothing any more, and how to go on. */
export const webhookDisabled: Template<"webhook-disabled"> = {
  subject: (t) => t("webhookDisabled.subject"),
  code: () => null,
  link: () => null,
  Body: ({ values: { host, isGone }, t, locale }) => (
    <EmailLayout
      locale={locale}
      preview={t("webhookDisabled.preview")}
      heading={t("webhookDisabled.heading")}
      footer={<MutedText>{t("webhookDisabled.missed")}</MutedText>}
    >
      <Paragraph>{t(isGone ? "webhookDisabled.gone" : "webhookDisabled.failing", { host })}</Paragraph>
      <Paragraph>{t("webhookDisabled.mend")}</Paragraph>
    </EmailLayout>
  ),
};
