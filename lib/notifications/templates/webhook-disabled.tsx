import { EmailLayout, MutedText, Paragraph } from "./email-layout";
import type { Template } from "./template";

/** Notifies admins that a webhook endpoint was disabled, and explains how to enable it again. */
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
