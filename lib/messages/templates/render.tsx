import type { ReactElement } from "react";
import { render, toPlainText } from "react-email";
import type { OutgoingMessage, RenderedEmail, TemplateName, TemplateValues } from "../message";
import { passwordChanged } from "./password-changed";
import { resetPasswordCode } from "./reset-password-code";

type Template<Values> = {
  subject: (values: Values) => string;
  /** What the message asks to be typed in, if anything. */
  code: (values: Values) => string | null;
  Body: (props: { values: Values; at: Date }) => ReactElement;
};

const templates: { [Name in TemplateName]: Template<TemplateValues[Name]> } = {
  "reset-password-code": resetPasswordCode,
  "password-changed": passwordChanged,
};

async function fill<Values>(template: Template<Values>, values: Values, at: Date): Promise<RenderedEmail> {
  const html = await render(<template.Body values={values} at={at} />);
  return { subject: template.subject(values), html, text: toPlainText(html), code: template.code(values) };
}

/**
 * Makes the email of a message, as HTML and as plain text.
 *
 * @param message template and values
 * @param at when it was asked for
 */
export function renderEmail(message: OutgoingMessage, at: Date): Promise<RenderedEmail> {
  return message.template === "reset-password-code"
    ? fill(templates["reset-password-code"], message.values, at)
    : fill(templates["password-changed"], message.values, at);
}
