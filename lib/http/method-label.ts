import type { StrategyName } from "@/lib/flows/sign-in/strategies";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { getTranslations } from "./locale";

/** What the button of a method says. */
export function methodLabel(strategy: StrategyName, masked: string, locale: Locale): string {
  const t = translator(locale, "ui.methods");
  if (strategy.endsWith("email_code")) return t("emailCode", { masked });
  if (strategy.endsWith("email_link")) return t("emailLink", { masked });
  return t("text", { masked });
}

/** What is said once a message was sent again. */
export async function resentNotice(strategy: StrategyName): Promise<{ notice: string }> {
  const t = await getTranslations("ui.resent");
  return { notice: t(strategy.endsWith("link") ? "link" : "code") };
}
