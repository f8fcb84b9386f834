import { lifetimeInWords } from "@/lib/i18n/spans";
import { ButtonLink, Frame, Paragraph, Quiet } from "./frame";
import type { Template } from "./template";
import { describeOrigin } from "./words";

/** A link somebody asked for. Opening it does nothing by itself: its page asks first. */
export const verificationLink: Template<"verification-link"> = {
  subject: (t, { purpose }) => t("verificationLink.subject", { name: t(`purposes.${purpose}.name`) }),
  code: () => null,
  link: ({ url }) => url,
  Body: ({ values: { purpose, url, ttlSeconds, requestedFrom }, at, t, locale }) => {
    const lifetime = lifetimeInWords(ttlSeconds, locale);
    return (
      <Frame
        locale={locale}
        preview={t("verificationLink.preview", { lifetime })}
        heading={t(`purposes.${purpose}.heading`)}
        footer={
          <>
            <Quiet>
              {t("verificationLink.askedFrom", { origin: describeOrigin(requestedFrom, at, locale) })}
            </Quiet>
            <Quiet>{t("verificationLink.notYou", { withoutIt: t(`purposes.${purpose}.withoutIt`) })}</Quiet>
          </>
        }
      >
        <Paragraph>{t("verificationLink.lead")}</Paragraph>
        <ButtonLink locale={locale} href={url}>
          {t(`purposes.${purpose}.button`)}
        </ButtonLink>
        <Paragraph>{t("verificationLink.lifetime", { lifetime })}</Paragraph>
      </Frame>
    );
  },
};
