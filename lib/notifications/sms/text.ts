import { config } from "@/lib/config";
import { formatLifetime } from "@/lib/i18n/durations";
import { translator } from "@/lib/i18n/translator";
import type { OutgoingMessage } from "../message";

/** The length of one segment, in characters of the GSM 7-bit default alphabet (3GPP TS 23.038 §6.2.1). */
const SEGMENT_LENGTH = 160;

/** Those characters of the alphabet that a name can contain. Others make a segment of 70 characters. */
const GSM_NAME = /^[A-Za-z0-9 .,&'+!\-ÄÖÑÜäöñüàèéùìòÇØøÅåÆæß]*$/;

/**
 * Renders the SMS of a code: short, without a link, and only with characters that every network supports. The last line
 * binds the code to this host, so that a browser fills it in only there (WICG, origin-bound one-time codes). The
 * message is one segment if the host name has at most 75 characters. It omits a name of the app that would make it
 * longer, because the host tells which app sent it.
 *
 * @throws RangeError for a message that is not sent as an SMS
 */
export function renderText(message: OutgoingMessage): { text: string; code: string } {
  if (message.template !== "verification-code") throw new RangeError("There is no such text message");
  const { code, ttlSeconds } = message.values;
  const { locale } = message;
  const host = new URL(config().appUrl).hostname;
  const t = translator(locale, "sms");
  const values = { code, lifetime: formatLifetime(ttlSeconds, locale) };
  const textOf = (words: string) => `${words}\n\n@${host} #${code}`;
  const named = textOf(t("verificationCode", values));
  const isOneSegment = named.length <= SEGMENT_LENGTH && GSM_NAME.test(config().brand.name);
  return { text: isOneSegment ? named : textOf(t("verificationCodeWithoutName", values)), code };
}
