import { lifetimeInWords } from "@/lib/i18n/spans";
import { Code, Frame, Paragraph, Quiet } from "./frame";
import type { Template } from "./template";
import { describeOrigin } from "./words";

/** A code somebody asked for. It carries no link: a code is typed where it was asked for. */
export const verificationCode: Template<"verification-code"> = {
  subject: (t, { code, purpose }) =>
    t("verificationCode.subject", { code, name: t(`purposes.${purpose}.name`) }),
  code: ({ code }) => code,
  link: () => null,
  Body: ({ values: { purpose, code, ttlSeconds, requestedFrom }, at, t, locale }) => {
    const lifetime = lifetimeInWords(ttlSeconds, locale);
    return (
      <Frame
        locale={locale}
        preview={t("verificationCode.preview", { code, lifetime })}
        heading={t(`purposes.${purpose}.heading`)}
        footer={
          <>
            <Quiet>
              {t("verificationCode.askedFrom", { origin: describeOrigin(requestedFrom, at, locale) })}
            </Quiet>
            <Quiet>{t("verificationCode.notYou", { withoutIt: t(`purposes.${purpose}.withoutIt`) })}</Quiet>
          </>
        }
      >
        <Paragraph>{t("verificationCode.lead")}</Paragraph>
        <Code>{code}</Code>
        <Paragraph>{t("verificationCode.lifetime", { lifetime })}</Paragraph>
      </Frame>
    );
  },
};
