import { EmailLayout, linkTo, MutedText, Paragraph } from "./email-layout";
import { describeOrigin } from "./formatting";
import type { Template } from "./template";

/** Tells every address of an account that its password is a new one, and what to do if that comes as a surprise. */
export const passwordChanged: Template<"password-changed"> = {
  subject: (t) => t("passwordChanged.subject"),
  code: () => null,
  link: () => null,
  Body: ({ values, at, t, locale }) => (
    <EmailLayout
      locale={locale}
      preview={t("passwordChanged.preview")}
      heading={t("passwordChanged.heading")}
      footer={
        <MutedText>{t.rich("passwordChanged.notYou", { reset: linkTo("/forgot-password") })}</MutedText>
      }
    >
      <Paragraph>
        {t("passwordChanged.lead", { origin: describeOrigin(values.changedFrom, at, locale) })}
      </Paragraph>
      <Paragraph>{t("passwordChanged.ifYou")}</Paragraph>
    </EmailLayout>
  ),
};
