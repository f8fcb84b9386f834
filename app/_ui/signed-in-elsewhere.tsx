import { getTranslations } from "@/lib/http/locale";
import { AuthCard } from "./auth-card";

/** Shown in a waiting tab after the link was confirmed in another tab of the same browser. */
export async function SignedInElsewhere({ redirectTo }: { redirectTo: string }) {
  const t = await getTranslations("ui.signedInElsewhere");
  return (
    <AuthCard scene="open" heading={t("heading")} lead={<p>{t("lead")}</p>}>
      <a href={redirectTo} className="button button-primary">
        {t("continue")}
      </a>
    </AuthCard>
  );
}
