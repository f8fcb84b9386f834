import type { ReactElement } from "react";
import { render, toPlainText } from "react-email";
import type { OutgoingMessage, RenderedEmail } from "../message";
import { accountChanged } from "./account-changed";
import { accountDeleted } from "./account-deleted";
import { deletionRequested } from "./deletion-requested";
import { organizationInvitation } from "./organization-invitation";
import { passwordChanged } from "./password-changed";
import { passwordResetAsked } from "./password-reset-asked";
import { signUpExisting } from "./sign-up-existing";
import { verificationCode } from "./verification-code";
import { verificationLink } from "./verification-link";
import { webhookDisabled } from "./webhook-disabled";

type Template<Values> = {
  subject: (values: Values) => string;
  /** What the message asks to be typed in, if anything. */
  code: (values: Values) => string | null;
  /** What the message asks to be opened, if anything. */
  link: (values: Values) => string | null;
  Body: (props: { values: Values; at: Date }) => ReactElement;
};

/** Headings as they are written, and a link's address in brackets behind its words. */
const plainText = {
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "a", options: { linkBrackets: ["(", ")"] as [string, string] } },
  ],
};

async function fill<Values>(template: Template<Values>, values: Values, at: Date): Promise<RenderedEmail> {
  const html = await render(<template.Body values={values} at={at} />);
  const text = toPlainText(html, plainText).trim();
  const { subject, code, link } = template;
  return { subject: subject(values), html, text, code: code(values), link: link(values) };
}

/**
 * Makes the email of a message, as HTML and as plain text. The same message always makes the same email, as a provider
 * expects of requests with one idempotency key.
 *
 * @param message template and values
 * @param at when it was asked for
 * @throws RangeError for a template that this version does not have
 */
export async function renderEmail(message: OutgoingMessage, at: Date): Promise<RenderedEmail> {
  switch (message.template) {
    case "verification-code":
      return fill(verificationCode, message.values, at);
    case "verification-link":
      return fill(verificationLink, message.values, at);
    case "sign-up-existing":
      return fill(signUpExisting, message.values, at);
    case "organization-invitation":
      return fill(organizationInvitation, message.values, at);
    case "account-changed":
      return fill(accountChanged, message.values, at);
    case "password-changed":
      return fill(passwordChanged, message.values, at);
    case "password-reset-asked":
      return fill(passwordResetAsked, message.values, at);
    case "deletion-requested":
      return fill(deletionRequested, message.values, at);
    case "account-deleted":
      return fill(accountDeleted, message.values, at);
    case "webhook-disabled":
      return fill(webhookDisabled, message.values, at);
    default:
      message satisfies never;
      throw new RangeError("There is no such template");
  }
}
