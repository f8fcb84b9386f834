import { EmailLayout, linkTo, MutedText, Paragraph } from "./email-layout";
import { describeOrigin } from "./formatting";
import type { Template } from "./template";

/**
 * Notifies the owner of an address that it was used to sign up or was added to another account, and explains how to
 * sign in or reset the password.
 */
export const signUpExisting: Template<"sign-up-existing"> = {
  subject: (t) => t("signUpExisting.subject"),
  code: () => null,
  link: () => null,
  Body: ({ values, at, t, locale }) => (
    <EmailLayout
      locale={locale}
      preview={t("signUpExisting.preview")}
      heading={t("signUpExisting.heading")}
      footer={<MutedText>{t("signUpExisting.notYou")}</MutedText>}
    >
      <Paragraph>
        {t("signUpExisting.lead", { origin: describeOrigin(values.requestedFrom, at, locale) })}
      </Paragraph>
      <Paragraph>
        {t.rich("signUpExisting.ifYou", { signIn: linkTo("/sign-in"), reset: linkTo("/forgot-password") })}
      </Paragraph>
    </EmailLayout>
  ),
};
