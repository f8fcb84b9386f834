import type { StrategyName } from "@/lib/flows/sign-in/attempt";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { getTranslations } from "./locale";

/** Returns the button label of a sign-in method. */
export function methodLabel(strategy: StrategyName, masked: string, locale: Locale): string {
  const t = translator(locale, "ui.methods");
  if (strategy.endsWith("email_code")) return t("emailCode", { masked });
  if (strategy.endsWith("email_link")) return t("emailLink", { masked });
  return t("text", { masked });
}

/** Returns the notice for a message that was sent again. */
export async function resentNotice(strategy: StrategyName): Promise<{ notice: string }> {
  const t = await getTranslations("ui.resent");
  return { notice: t(strategy.endsWith("link") ? "link" : "code") };
}
