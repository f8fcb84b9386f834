import type { FlowError, LocalizedError, MessageOverride } from "./errors";
import { formatWait } from "./i18n/durations";
import type { Locale } from "./i18n/locales";
import { en } from "./i18n/messages/en";
import { translator } from "./i18n/translator";

type Value = NonNullable<MessageOverride["values"]>[string];

/** The message for a field in a wrong format, by the name of the field. Other fields get the message of the code. */
const FORMAT_MESSAGES: Record<string, MessageOverride["key"]> = {
  identifier: "identifier_invalid",
  email: "email_address_invalid",
  emailAddress: "email_address_invalid",
  phone: "phone_number_invalid",
  phoneNumber: "phone_number_invalid",
  username: "username_invalid",
  code: "code_invalid",
  name: "name_length",
};

function formatMessage({ code, meta }: FlowError): MessageOverride | undefined {
  if (code !== "form_param_format_invalid" || meta.paramName === undefined) return undefined;
  const key = Object.hasOwn(FORMAT_MESSAGES, meta.paramName) ? FORMAT_MESSAGES[meta.paramName] : undefined;
  return key && { key };
}

/** Whether a string is the key of a message override. */
export function isMessageKey(text: string): text is MessageOverride["key"] {
  return Object.hasOwn(en.refusals, text);
}

/** Localizes an error: with its message override if it has one, otherwise with the message of its code. */
export function localizeError(error: FlowError, locale: Locale): LocalizedError {
  const { code, meta, messageOverride = formatMessage(error) } = error;
  const t = translator(locale, "errors");
  const longMessage = messageOverride ? localizeMessage(messageOverride, locale) : t(`${code}.longMessage`);
  return { code, message: t(`${code}.message`), longMessage, meta };
}

function localizeMessage({ key, values = {} }: MessageOverride, locale: Locale): string {
  const localized = Object.entries(values).map(
    ([name, value]) => [name, localizeValue(value, locale)] as const,
  );
  return translator(locale, "refusals")(key, Object.fromEntries(localized));
}

function localizeValue(value: Value, locale: Locale): string | number {
  if (typeof value !== "object") return value;
  if ("seconds" in value) return formatWait(value.seconds, locale);
  return translator(locale, "client.strength.warnings")(value.weakness);
}
