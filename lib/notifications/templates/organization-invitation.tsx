import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { ButtonLink, EmailLayout, MutedText, Paragraph } from "./email-layout";
import { daysOf } from "./formatting";
import type { Template } from "./template";
import { sanitizeUserText } from "./user-text";

const textsIn = (locale: Locale) => translator(locale, "organizations.email");

/** Invites a user to join an organization. Opening the link has no effect by itself: its page asks for confirmation. */
export const organizationInvitation: Template<"organization-invitation"> = {
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
