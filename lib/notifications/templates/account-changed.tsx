import { config } from "@/lib/config";
import { EmailLayout, linkTo, MutedText, Paragraph } from "./email-layout";
import { describeOrigin, describeTime } from "./formatting";
import type { Template } from "./template";

/**
 * Notifies every address of an account that a sign-in method or factor has changed, and explains what to do if the
 * change is unexpected.
 */
export const accountChanged: Template<"account-changed"> = {
  subject: (t, { change }) => `${t(`accountChanged.changes.${change}.heading`)} (${config().brand.name})`,
  code: () => null,
  link: () => null,
  Body: ({ values: { change, masked, changedFrom }, at, t, locale }) => {
    const how =
      changedFrom === null
        ? t("accountChanged.byAdministrator", { time: describeTime(at, locale) })
        : t("accountChanged.byOneself", { origin: describeOrigin(changedFrom, at, locale) });
    return (
      <EmailLayout
        locale={locale}
        preview={t("accountChanged.preview")}
        heading={t(`accountChanged.changes.${change}.heading`)}
        footer={
          <MutedText>{t.rich("accountChanged.notYou", { reset: linkTo("/forgot-password") })}</MutedText>
        }
      >
        <Paragraph>{t(`accountChanged.changes.${change}.sentence`, { masked, how })}</Paragraph>
        <Paragraph>
          {t(changedFrom === null ? "accountChanged.ifYouAsked" : "accountChanged.ifYou")}
        </Paragraph>
      </EmailLayout>
    );
  },
};
