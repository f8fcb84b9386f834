import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { AuthCard } from "@/app/_ui/auth-card";
import { goodbyeCookieName } from "@/lib/http/cookies";
import { requireAnonymous } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { deletionGraceDays } from "@/lib/http/page-settings";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.goodbye");
  return { title: t("heading") };
}

/** The page after the deletion of an account. It contains no user data. */
export default async function GoodbyePage() {
  await requireAnonymous();
  if (!(await cookies()).has(goodbyeCookieName())) redirect("/");
  const t = await getTranslations("auth.goodbye");
  const days = deletionGraceDays();
  return (
    <AuthCard
      scene="closed"
      heading={t("heading")}
      lead={<p>{days === 0 ? t("gone") : t("goneSoon", { days })}</p>}
    >
      <a href={days === 0 ? "/" : "/sign-in"} className="button button-quiet">
        {t(days === 0 ? "goHome" : "keep")}
      </a>
    </AuthCard>
  );
}
