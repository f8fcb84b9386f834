import { getTranslations } from "@/lib/web/locale";
import { Step } from "./step";

/** What a waiting tab says once the link was confirmed in another tab of the same browser. */
export async function SignedInElsewhere({ onwards }: { onwards: string }) {
  const t = await getTranslations("ui.signedInElsewhere");
  return (
    <Step scene="open" heading={t("heading")} lead={<p>{t("lead")}</p>}>
      <a href={onwards} className="button button-primary">
        {t("continue")}
      </a>
    </Step>
  );
}
