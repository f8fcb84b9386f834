import type { Metadata } from "next";
import { AuthCard } from "@/app/_ui/auth-card";
import { requireRecentAuth } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { newPasswordProps } from "@/lib/http/new-password";
import { PasswordForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.password");
  return { title: t("set") };
}

/** The page that sets a new password without the current one. Requires recent authentication. */
export default async function PasswordPage() {
  const session = await requireRecentAuth("/account/password");
  const t = await getTranslations("account.password");
  return (
    <AuthCard
      texts={["newPassword", "passwordField", "passwordForm", "strength"]}
      scene="key"
      heading={t("set")}
      lead={<p>{t("setLead")}</p>}
      footer={<a href="/account#password">{t("back")}</a>}
    >
      <PasswordForm asksCurrent={false} at="/account/password" {...newPasswordProps(session)} />
    </AuthCard>
  );
}
