import { EmailLayout, linkTo, MutedText, Paragraph } from "./email-layout";
import { describeOrigin, describeTime } from "./formatting";
import type { Template } from "./template";

/** Notifies every address of an account when the account will be deleted, and explains how to cancel the deletion. */
export const deletionRequested: Template<"deletion-requested"> = {
  subject: (t) => t("deletionRequested.subject"),
  code: () => null,
  link: () => null,
  Body: ({ values, at, t, locale }) => (
    <EmailLayout
      locale={locale}
      preview={t("deletionRequested.preview")}
      heading={t("deletionRequested.heading")}
      footer={
        <MutedText>{t.rich("deletionRequested.notYou", { reset: linkTo("/forgot-password") })}</MutedText>
      }
    >
      <Paragraph>
        {t("deletionRequested.lead", {
          origin: describeOrigin(values.requestedFrom, at, locale),
          dueAt: describeTime(new Date(values.dueAt), locale),
        })}
      </Paragraph>
      <Paragraph>{t.rich("deletionRequested.keep", { signIn: linkTo("/sign-in") })}</Paragraph>
    </EmailLayout>
  ),
};
