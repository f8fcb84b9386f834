import Bowser from "bowser";
import type { Locale } from "../i18n/locales";
import { translator } from "../i18n/translator";

/** The parser takes what it does not know for a name, too: whoever sends it could put a sentence into somebody's mail. */
const BROWSERS = new Set([...Object.values(Bowser.BROWSER_MAP), "Miui", "Opera Touch", "PlayStation 4"]);

/**
 * A user agent as a person would say it: "Firefox on Linux".
 *
 * @returns words that are safe to show: only names the parser knows
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
