import { ButtonLink, Frame, Paragraph, Quiet } from "./frame";
import type { Template } from "./template";
import { quoted } from "./user-text";
import { daysOf } from "./words";

/** Asks somebody to join an organization. Opening the link does nothing by itself: its page asks first. */
export const organizationInvitation: Template<"organization-invitation"> = {
  subject: (t, { organizationName }) =>
    t("organizationInvitation.subject", { name: quoted(organizationName) }),
  code: () => null,
  link: ({ url }) => url,
  Body: ({ values: { organizationName, role, url, ttlSeconds }, t, locale }) => (
    <Frame
      locale={locale}
      preview={t("organizationInvitation.preview", { days: daysOf(ttlSeconds) })}
      heading={t("organizationInvitation.heading")}
      footer={<Quiet>{t("organizationInvitation.unknown")}</Quiet>}
    >
      <Paragraph>
        {t.rich("organizationInvitation.lead", {
          name: quoted(organizationName),
          role,
          strong: (name) => <strong>{name}</strong>,
        })}
      </Paragraph>
      <Paragraph>{t("organizationInvitation.page")}</Paragraph>
      <ButtonLink locale={locale} href={url}>
        {t("organizationInvitation.button")}
      </ButtonLink>
      <Paragraph>{t("organizationInvitation.lifetime", { days: daysOf(ttlSeconds) })}</Paragraph>
    </Frame>
  ),
};
