import { Section } from "@/app/_ui/section";
import { getTranslations } from "@/lib/http/locale";
import { passkeysAvailable } from "@/lib/http/page-settings";
import { PASSKEYS } from "@/lib/http/paths";

/** The account section that links to the page of passkeys. */
export async function PasskeysSection() {
  if (!passkeysAvailable()) return null;
  const t = await getTranslations("account.passkeys");
  return (
    <Section id="passkeys" heading={t("heading")} lead={t("lead")}>
      <a href={PASSKEYS} className="button button-quiet">
        {t("manage")}
      </a>
    </Section>
  );
}
