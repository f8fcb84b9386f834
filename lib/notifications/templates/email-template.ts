import type { ReactElement } from "react";
import type { Locale } from "@/lib/i18n/locales";
import type { translator } from "@/lib/i18n/translator";

/** The translated strings of emails in one language. */
type EmailWords = ReturnType<typeof translator<"emails">>;

type BodyProps<Values> = { values: Values; at: Date; t: EmailWords; locale: Locale };

/** How a message with these values is rendered as an email. */
export type EmailTemplate<Values> = {
  subject: (t: EmailWords, values: Values, locale: Locale) => string;
  /** The code in the message, or `null`. */
  code: (values: Values) => string | null;
  /** The link in the message, or `null`. */
  link: (values: Values) => string | null;
  Body: (props: BodyProps<Values>) => ReactElement;
};
