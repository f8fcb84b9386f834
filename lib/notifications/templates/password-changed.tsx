import { EmailLayout, linkTo, MutedText, Paragraph } from "./email-layout";
import { describeOrigin, describeTime } from "./formatting";
import type { Template } from "./template";

/**
 * Notifies every address of an account that its password was changed, and explains what to do if the change is
 * unexpected.
 */
export const passwordChanged: Template<"password-changed"> = {
  subject: (t) => t("passwordChanged.subject"),
  code: () => null,
  link: () => null,
  Body: ({ values: { changedFrom }, at, t, locale }) => {
    const lead =
      changedFrom === null
        ? t("passwordChanged.leadByAdministrator", { time: describeTime(at, locale) })
        : t("passwordChanged.lead", { origin: describeOrigin(changedFrom, at, locale) });
    const notYou = changedFrom === null ? "accountChanged.notYou" : "passwordChanged.notYou";
    return (
      <EmailLayout
        locale={locale}
        preview={changedFrom === null ? lead : t("passwordChanged.preview")}
        heading={t("passwordChanged.heading")}
        footer={<MutedText>{t.rich(notYou, { reset: linkTo("/forgot-password") })}</MutedText>}
      >
        <Paragraph>{lead}</Paragraph>
        <Paragraph>
          {t(changedFrom === null ? "accountChanged.ifYouAsked" : "passwordChanged.ifYou")}
        </Paragraph>
      </EmailLayout>
    );
  },
};
