import { config } from "@/lib/config";
import { formatLifetime } from "@/lib/i18n/durations";
import { translator } from "@/lib/i18n/translator";
import type { OutgoingMessage } from "../message";

/**
 * Renders the SMS of a code: short, without a link, and only with characters that every network supports. The last line
 * binds the code to this host, so that a browser fills it in only there (WICG, origin-bound one-time codes). The
 * message is one segment of 160 characters if the host name has at most 75.
 *
 * @throws RangeError for a message that is not sent as an SMS
 */
export function renderText(message: OutgoingMessage): { text: string; code: string } {
  if (message.template !== "verification-code") throw new RangeError("There is no such text message");
  const { code, ttlSeconds } = message.values;
  const { locale } = message;
  const host = new URL(config().appUrl).hostname;
  const t = translator(locale, "sms");
  const words = t("verificationCode", { code, lifetime: formatLifetime(ttlSeconds, locale) });
  return { text: `${words}\n\n@${host} #${code}`, code };
}
