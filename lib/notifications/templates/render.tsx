import { render, toPlainText } from "react-email";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { OutgoingMessage, RenderedEmail, TemplateName, TemplateValues } from "../message";
import { accountChanged } from "./account-changed";
import { accountDeleted } from "./account-deleted";
import { deletionRequested } from "./deletion-requested";
import { FEATURE_TEMPLATES } from "./feature-templates";
import { newDevice } from "./new-device";
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
type EmailOf<Name extends TemplateName> = { template: Name; values: TemplateValues[Name]; locale: Locale };

/** The template of each message. */
const TEMPLATES: { [Name in TemplateName]: Template<Name> } = {
  ...FEATURE_TEMPLATES,
  "verification-code": verificationCode,
  "verification-link": verificationLink,
  "sign-up-existing": signUpExisting,
  "sign-up-rejected": signUpRejected,
  "sign-up-invitation": signUpInvitation,
  "account-changed": accountChanged,
  "password-changed": passwordChanged,
  "new-device": newDevice,
  "password-reset-asked": passwordResetAsked,
  "deletion-requested": deletionRequested,
  "account-deleted": accountDeleted,
  "webhook-disabled": webhookDisabled,
};

async function fill<Name extends TemplateName>(
  { template, values, locale }: EmailOf<Name>,
  at: Date,
): Promise<RenderedEmail> {
  if (!Object.hasOwn(TEMPLATES, template)) throw new RangeError("There is no such template");
  const { subject, code, link, Body } = TEMPLATES[template];
  const t = translator(locale, "emails");
  const html = await render(<Body values={values} at={at} t={t} locale={locale} />);
  const text = toPlainText(html, plainText).trim();
  return { subject: subject(t, values, locale), html, text, code: code(values), link: link(values) };
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
  return fill(message, at);
}
