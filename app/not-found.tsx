import type { Metadata } from "next";
import { getTranslations } from "@/lib/web/locale";
import { Step } from "./_ui/step";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.notFound");
  return { title: t("title") };
}

/** There is no such page. */
export default async function NotFound() {
  const t = await getTranslations("auth.notFound");
  return (
    <Step scene="closed" heading={t("heading")} lead={<p>{t("lead")}</p>}>
      <a href="/" className="button button-primary">
        {t("goHome")}
      </a>
    </Step>
  );
}
