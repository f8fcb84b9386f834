import { config } from "@/lib/config";
import { formatLifetime } from "@/lib/i18n/durations";
import { translator } from "@/lib/i18n/translator";
import type { OutgoingMessage } from "../message";

/**
 * Makes the text message of a code: short, of letters that every network carries, without a link. By its last line a
 * browser knows for which site the code is, and fills it in there and nowhere else (WICG, origin-bound one-time codes).
 * It is one segment, of 160 letters, wherever the host's name has no more than 75.
 *
 * @throws RangeError for a message that does not go out as a text
 */
export function renderText(message: OutgoingMessage): { text: string; code: string } {
  if (message.template !== "verification-code") throw new RangeError("There is no such text message");
  const { code, ttlSeconds } = message.values;
  const { locale } = message;
  const host = new URL(config().appUrl).hostname;
  const t = translator(locale, "emails.texts");
  const words = t("verificationCode", { code, lifetime: formatLifetime(ttlSeconds, locale) });
  return { text: `${words}\n\n@${host} #${code}`, code };
}
