import { ButtonLink, EmailLayout, MutedText, Paragraph } from "./email-layout";
import { daysOf } from "./formatting";
import type { Template } from "./template";
import { sanitizeUserText } from "./user-text";

/** Invites a user to join an organization. Opening the link has no effect by itself: its page asks for confirmation. */
export const organizationInvitation: Template<"organization-invitation"> = {
  subject: (t, { organizationName }) =>
    t("organizationInvitation.subject", { name: sanitizeUserText(organizationName) }),
  code: () => null,
  link: ({ url }) => url,
  Body: ({ values: { organizationName, role, url, ttlSeconds }, t, locale }) => (
    <EmailLayout
      locale={locale}
      preview={t("organizationInvitation.preview", { days: daysOf(ttlSeconds) })}
      heading={t("organizationInvitation.heading")}
      footer={<MutedText>{t("organizationInvitation.unknown")}</MutedText>}
    >
      <Paragraph>
        {t.rich("organizationInvitation.lead", {
          name: sanitizeUserText(organizationName),
          role,
          strong: (name) => <strong>{name}</strong>,
        })}
      </Paragraph>
      <Paragraph>{t("organizationInvitation.page")}</Paragraph>
      <ButtonLink locale={locale} href={url}>
        {t("organizationInvitation.button")}
      </ButtonLink>
      <Paragraph>{t("organizationInvitation.lifetime", { days: daysOf(ttlSeconds) })}</Paragraph>
    </EmailLayout>
  ),
};
