import Bowser from "bowser";
import type { Locale } from "../i18n/locales";
import { translator } from "../i18n/translator";

/**
 * A user agent as a person would say it: "Firefox on Linux".
 *
 * @returns words that are safe to show: only names the parser knows
 */
export function describeDevice(userAgent: string | null, locale: Locale): string {
  const t = translator(locale, "ui.device");
  if (!userAgent) return t("unknown");
  const { browser, os } = Bowser.parse(userAgent);
  if (browser.name && os.name) return t("known", { browser: browser.name, system: os.name });
  if (browser.name) return t("unknownSystem", { browser: browser.name });
  return os.name ? t("unknownBrowser", { system: os.name }) : t("unknown");
}
