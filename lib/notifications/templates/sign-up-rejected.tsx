import { EmailLayout, MutedText, Paragraph } from "./email-layout";
import { describeOrigin } from "./formatting";
import type { Template } from "./template";

/**
 * Explains to the owner of an address why no account was created for it. The page does not, because it cannot know who
 * reads it.
 */
export const signUpRejected: Template<"sign-up-rejected"> = {
  subject: (t) => t("signUpRejected.subject"),
  code: () => null,
  link: () => null,
  Body: ({ values: { reason, requestedFrom }, at, t, locale }) => (
    <EmailLayout
      locale={locale}
      preview={t(`signUpRejected.reasons.${reason}`)}
      heading={t("signUpRejected.heading")}
      footer={<MutedText>{t("signUpRejected.notYou")}</MutedText>}
    >
      <Paragraph>{t("signUpRejected.lead", { origin: describeOrigin(requestedFrom, at, locale) })}</Paragraph>
      <Paragraph>{t(`signUpRejected.reasons.${reason}`)}</Paragraph>
    </EmailLayout>
  ),
};
