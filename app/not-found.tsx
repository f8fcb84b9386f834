import type { Metadata } from "next";
import { getTranslations } from "@/lib/http/locale";
import { AuthCard } from "./_ui/auth-card";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.notFound");
  return { title: t("title") };
}

/** The "page not found" page. */
export default async function NotFound() {
  const t = await getTranslations("auth.notFound");
  return (
    <AuthCard scene="closed" heading={t("heading")} lead={<p>{t("lead")}</p>}>
      <a href="/" className="button button-primary">
        {t("goHome")}
      </a>
    </AuthCard>
  );
}
