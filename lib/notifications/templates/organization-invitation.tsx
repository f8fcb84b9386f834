import type { OrganizationRole } from "@/lib/db/generated/enums";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { ButtonLink, EmailLayout, MutedText, Paragraph } from "./email-layout";
import type { EmailTemplate } from "./email-template";
import { daysOf } from "./formatting";
import { sanitizeUserText } from "./user-text";

/** The values of the invitation to an organization. */
type OrganizationInvitation = {
  organizationName: string;
  role: OrganizationRole;
  url: string;
  ttlSeconds: number;
};

const textsIn = (locale: Locale) => translator(locale, "organizations.email");

/** Invites a user to join an organization. Opening the link has no effect by itself: its page asks for confirmation. */
export const organizationInvitation: EmailTemplate<OrganizationInvitation> = {
  subject: (_t, { organizationName }, locale) =>
    textsIn(locale)("subject", { name: sanitizeUserText(organizationName) }),
  code: () => null,
  link: ({ url }) => url,
  Body: ({ values: { organizationName, role, url, ttlSeconds }, locale }) => {
    const t = textsIn(locale);
    return (
      <EmailLayout
        locale={locale}
        preview={t("preview", { days: daysOf(ttlSeconds) })}
        heading={t("heading")}
        footer={<MutedText>{t("unknown")}</MutedText>}
      >
        <Paragraph>
          {t.rich("lead", {
            name: sanitizeUserText(organizationName),
            role,
            strong: (name) => <strong>{name}</strong>,
          })}
        </Paragraph>
        <Paragraph>{t("page")}</Paragraph>
        <ButtonLink locale={locale} href={url}>
          {t("button")}
        </ButtonLink>
        <Paragraph>{t("lifetime", { days: daysOf(ttlSeconds) })}</Paragraph>
      </EmailLayout>
    );
  },
};
