import { EmailLayout, linkTo, MutedText, Paragraph } from "./email-layout";
import { describeOrigin } from "./formatting";
import type { Template } from "./template";

/**
 * Notifies every address of an account that its password was changed, and explains what to do if the change is
 * unexpected.
 */
export const passwordChanged: Template<"password-changed"> = {
  subject: (t) => t("passwordChanged.subject"),
  code: () => null,
  link: () => null,
  Body: ({ values, at, t, locale }) => (
    <EmailLayout
      locale={locale}
      preview={t("passwordChanged.preview")}
      heading={t("passwordChanged.heading")}
      footer={
        <MutedText>{t.rich("passwordChanged.notYou", { reset: linkTo("/forgot-password") })}</MutedText>
      }
    >
      <Paragraph>
        {t("passwordChanged.lead", { origin: describeOrigin(values.changedFrom, at, locale) })}
      </Paragraph>
      <Paragraph>{t("passwordChanged.ifYou")}</Paragraph>
    </EmailLayout>
  ),
};
