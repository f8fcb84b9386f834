import { formatLifetime } from "@/lib/i18n/durations";
import { Code, EmailLayout, MutedText, Paragraph } from "./email-layout";
import { describeOrigin } from "./formatting";
import type { Template } from "./template";

/** A requested code. It contains no link, because the code is typed where it was requested. */
export const verificationCode: Template<"verification-code"> = {
  subject: (t, { code, purpose }) =>
    t("verificationCode.subject", { code, name: t(`purposes.${purpose}.name`) }),
  code: ({ code }) => code,
  link: () => null,
  Body: ({ values: { purpose, code, ttlSeconds, requestedFrom }, at, t, locale }) => {
    const lifetime = formatLifetime(ttlSeconds, locale);
    return (
      <EmailLayout
        locale={locale}
        preview={t("verificationCode.preview", { code, lifetime })}
        heading={t(`purposes.${purpose}.heading`)}
        footer={
          <>
            <MutedText>
              {t("verificationCode.askedFrom", { origin: describeOrigin(requestedFrom, at, locale) })}
            </MutedText>
            <MutedText>
              {t("verificationCode.notYou", { withoutIt: t(`purposes.${purpose}.withoutIt`) })}
            </MutedText>
          </>
        }
      >
        <Paragraph>{t("verificationCode.lead")}</Paragraph>
        <Code>{code}</Code>
        <Paragraph>{t("verificationCode.lifetime", { lifetime })}</Paragraph>
      </EmailLayout>
    );
  },
};
