import { formatLifetime } from "@/lib/i18n/durations";
import { ButtonLink, EmailLayout, MutedText, Paragraph } from "./email-layout";
import { describeOrigin } from "./formatting";
import type { Template } from "./template";

/** A requested link. Opening it has no effect by itself: its page asks for confirmation. */
export const verificationLink: Template<"verification-link"> = {
  subject: (t, { purpose }) => t("verificationLink.subject", { name: t(`purposes.${purpose}.name`) }),
  code: () => null,
  link: ({ url }) => url,
  Body: ({ values: { purpose, url, ttlSeconds, requestedFrom }, at, t, locale }) => {
    const lifetime = formatLifetime(ttlSeconds, locale);
    return (
      <EmailLayout
        locale={locale}
        preview={t("verificationLink.preview", { lifetime })}
        heading={t(`purposes.${purpose}.heading`)}
        footer={
          <>
            <MutedText>
              {t("verificationLink.askedFrom", { origin: describeOrigin(requestedFrom, at, locale) })}
            </MutedText>
            <MutedText>
              {t("verificationLink.notYou", { withoutIt: t(`purposes.${purpose}.withoutIt`) })}
            </MutedText>
          </>
        }
      >
        <Paragraph>{t("verificationLink.lead")}</Paragraph>
        <ButtonLink locale={locale} href={url}>
          {t(`purposes.${purpose}.button`)}
        </ButtonLink>
        <Paragraph>{t("verificationLink.lifetime", { lifetime })}</Paragraph>
      </EmailLayout>
    );
  },
};
