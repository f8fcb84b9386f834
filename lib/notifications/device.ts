import Bowser from "bowser";
import type { Locale } from "../i18n/locales";
import { translator } from "../i18n/translator";

/**
 * The names that may be shown. The parser also takes unknown text for a name, so a client could otherwise put a
 * sentence into another user's email.
 */
const BROWSERS = new Set([...Object.values(Bowser.BROWSER_MAP), "Miui", "Opera Touch", "PlayStation 4"]);

/**
 * Describes a user agent, such as "Firefox on Linux".
 *
 * @returns text that is safe to show: it contains only names the parser knows
 */
export function describeDevice(userAgent: string | null, locale: Locale): string {
  const t = translator(locale, "ui.device");
  if (!userAgent) return t("unknown");
  const { browser, os } = Bowser.parse(userAgent);
  const name = browser.name && BROWSERS.has(browser.name) ? browser.name : null;
  if (name && os.name) return t("known", { browser: name, system: os.name });
  if (name) return t("unknownSystem", { browser: name });
  return os.name ? t("unknownBrowser", { system: os.name }) : t("unknown");
}
