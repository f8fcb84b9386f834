import type { ReactElement } from "react";
import type { Locale } from "@/lib/i18n/locales";
import type { translator } from "@/lib/i18n/translator";
import type { TemplateName, TemplateValues } from "../message";

/** The translated strings of emails in one language. */
type EmailWords = ReturnType<typeof translator<"emails">>;

type BodyProps<Values> = { values: Values; at: Date; t: EmailWords; locale: Locale };

/** How one kind of message is rendered as an email. */
export type Template<Name extends TemplateName> = {
  subject: (t: EmailWords, values: TemplateValues[Name], locale: Locale) => string;
  /** The code in the message, or `null`. */
  code: (values: TemplateValues[Name]) => string | null;
  /** The link in the message, or `null`. */
  link: (values: TemplateValues[Name]) => string | null;
  Body: (props: BodyProps<TemplateValues[Name]>) => ReactElement;
};
