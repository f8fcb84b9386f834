import type { ReactElement } from "react";
import type { Locale } from "@/lib/i18n/locales";
import type { translator } from "@/lib/i18n/translator";
import type { TemplateName, TemplateValues } from "../message";

/** The words of emails, in one language. */
type EmailWords = ReturnType<typeof translator<"emails">>;

type BodyProps<Values> = { values: Values; at: Date; t: EmailWords; locale: Locale };

/** How one kind of message looks as an email. */
export type Template<Name extends TemplateName> = {
  subject: (t: EmailWords, values: TemplateValues[Name]) => string;
  /** What the message asks to be typed in, if anything. */
  code: (values: TemplateValues[Name]) => string | null;
  /** What the message asks to be opened, if anything. */
  link: (values: TemplateValues[Name]) => string | null;
  Body: (props: BodyProps<TemplateValues[Name]>) => ReactElement;
};
