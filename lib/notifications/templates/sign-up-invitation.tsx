import { ButtonLink, EmailLayout, MutedText, Paragraph } from "./email-layout";
import { daysOf } from "./formatting";
import type { Template } from "./template";

/** Invites the owner of an address to create an account. Opening the link has no effect by itself. */
export const signUpInvitation: Template<"sign-up-invitation"> = {
  subject: (t) => t("signUpInvitation.subject"),
  code: () => null,
  link: ({ url }) => url,
  Body: ({ values: { url, ttlSeconds }, t, locale }) => (
    <EmailLayout
      locale={locale}
      preview={t("signUpInvitation.lifetime", { days: daysOf(ttlSeconds) })}
      heading={t("signUpInvitation.heading")}
      footer={<MutedText>{t("signUpInvitation.unknown")}</MutedText>}
    >
      <Paragraph>{t("signUpInvitation.lead")}</Paragraph>
      <ButtonLink locale={locale} href={url}>
        {t("signUpInvitation.button")}
      </ButtonLink>
      <Paragraph>{t("signUpInvitation.lifetime", { days: daysOf(ttlSeconds) })}</Paragraph>
    </EmailLayout>
  ),
};
