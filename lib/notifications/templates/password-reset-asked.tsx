import { config } from "@/lib/config";
import { ButtonLink, EmailLayout, MutedText, Paragraph } from "./email-layout";
import type { Template } from "./template";

/**
 * Asks a user, on behalf of an admin, to choose a new password. It contains no code and no token: the user starts the
 * reset in the browser in which it is completed.
 */
export const passwordResetAsked: Template<"password-reset-asked"> = {
  subject: (t) => t("passwordResetAsked.subject"),
  code: () => null,
  link: () => `${config().appUrl}/forgot-password`,
  Body: ({ t, locale }) => (
    <EmailLayout
      locale={locale}
      preview={t("passwordResetAsked.preview")}
      heading={t("passwordResetAsked.heading")}
      footer={<MutedText>{t("passwordResetAsked.warning")}</MutedText>}
    >
      <Paragraph>{t("passwordResetAsked.lead")}</Paragraph>
      <ButtonLink locale={locale} href={`${config().appUrl}/forgot-password`}>
        {t("passwordResetAsked.button")}
      </ButtonLink>
    </EmailLayout>
  ),
};
