import { render, toPlainText } from "react-email";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { OutgoingMessage, RenderedEmail, TemplateName, TemplateValues } from "../message";
import { accountChanged } from "./account-changed";
import { accountDeleted } from "./account-deleted";
import { deletionRequested } from "./deletion-requested";
import { organizationInvitation } from "./organization-invitation";
import { passwordChanged } from "./password-changed";
import { passwordResetAsked } from "./password-reset-asked";
import { signUpExisting } from "./sign-up-existing";
import { signUpInvitation } from "./sign-up-invitation";
import { signUpRejected } from "./sign-up-rejected";
import type { Template } from "./template";
import { verificationCode } from "./verification-code";
import { verificationLink } from "./verification-link";
import { webhookDisabled } from "./webhook-disabled";

/** Keeps headings in their original case, and puts the URL of a link in parentheses after its text. */
const plainText = {
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "a", options: { linkBrackets: ["(", ")"] as [string, string] } },
  ],
};

/** The values that every template is rendered with. */
type Letter<Name extends TemplateName> = { template: Name; values: TemplateValues[Name]; locale: Locale };

async function fill<Name extends TemplateName>(
  { subject, code, link, Body }: Template<Name>,
  { values, locale }: Letter<Name>,
  at: Date,
): Promise<RenderedEmail> {
  const t = translator(locale, "emails");
  const html = await render(<Body values={values} at={at} t={t} locale={locale} />);
  const text = toPlainText(html, plainText).trim();
  return { subject: subject(t, values), html, text, code: code(values), link: link(values) };
}

/**
 * Renders the email of a message as HTML and as plain text. The output is deterministic, because providers require
 * identical content for requests with the same idempotency key.
 *
 * @param message template, values and language
 * @param at when the message was requested
 * @throws RangeError for a template that this version does not have
 */
export async function renderEmail(message: OutgoingMessage, at: Date): Promise<RenderedEmail> {
  switch (message.template) {
    case "verification-code":
      return fill(verificationCode, message, at);
    case "verification-link":
      return fill(verificationLink, message, at);
    case "sign-up-existing":
      return fill(signUpExisting, message, at);
    case "sign-up-rejected":
      return fill(signUpRejected, message, at);
    case "sign-up-invitation":
      return fill(signUpInvitation, message, at);
    case "organization-invitation":
      return fill(organizationInvitation, message, at);
    case "account-changed":
      return fill(accountChanged, message, at);
    case "password-changed":
      return fill(passwordChanged, message, at);
    case "password-reset-asked":
      return fill(passwordResetAsked, message, at);
    case "deletion-requested":
      return fill(deletionRequested, message, at);
    case "account-deleted":
      return fill(accountDeleted, message, at);
    case "webhook-disabled":
      return fill(webhookDisabled, message, at);
    default:
      message satisfies never;
      throw new RangeError("There is no such template");
  }
}
