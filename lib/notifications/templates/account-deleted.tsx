import { EmailLayout, MutedText, Paragraph } from "./email-layout";
import type { Template } from "./template";

/** Notifies every address of an account that the account was deleted. It is the last message. */
export const accountDeleted: Template<"account-deleted"> = {
  subject: (t) => t("accountDeleted.subject"),
  code: () => null,
  link: () => null,
  Body: ({ t, locale }) => (
    <EmailLayout
      locale={locale}
      preview={t("accountDeleted.preview")}
      heading={t("accountDeleted.heading")}
      footer={<MutedText>{t("accountDeleted.last")}</MutedText>}
    >
      <Paragraph>{t("accountDeleted.lead")}</Paragraph>
    </EmailLayout>
  ),
};
