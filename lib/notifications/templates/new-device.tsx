import { ButtonLink, EmailLayout, MutedText, Paragraph } from "./email-layout";
import { describeOrigin } from "./formatting";
import type { Template } from "./template";

/**
 * Notifies every address of an account of the first sign-in from a device. Its link asks before it changes anything. It
 * is no link of a verification, so it is not reported as the link of the message.
 */
export const newDevice: Template<"new-device"> = {
  subject: (t) => t("newDevice.subject"),
  code: () => null,
  link: () => null,
  Body: ({ values: { url, signedInFrom }, at, t, locale }) => (
    <EmailLayout
      locale={locale}
      preview={t("newDevice.preview")}
      heading={t("newDevice.heading")}
      footer={<MutedText>{t("newDevice.consequence")}</MutedText>}
    >
      <Paragraph>{t("newDevice.lead", { origin: describeOrigin(signedInFrom, at, locale) })}</Paragraph>
      <Paragraph>{t("accountChanged.ifYou")}</Paragraph>
      <ButtonLink locale={locale} href={url}>
        {t("newDevice.button")}
      </ButtonLink>
    </EmailLayout>
  ),
};
