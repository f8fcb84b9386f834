import type { Metadata } from "next";
import { Step } from "@/app/_ui/step";
import { requireFreshProof } from "@/lib/web/guard";
import { getTranslations } from "@/lib/web/locale";
import { newPasswordProps } from "@/lib/web/new-password";
import { PasswordForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.password");
  return { title: t("set") };
}

/** A new password for somebody who has proven themselves by something else than the present one. */
export default async function PasswordPage() {
  const session = await requireFreshProof("/account/password");
  const t = await getTranslations("account.password");
  return (
    <Step
      scene="key"
      heading={t("set")}
      lead={<p>{t("setLead")}</p>}
      footer={<a href="/account#password">{t("back")}</a>}
    >
      <PasswordForm asksCurrent={false} at="/account/password" {...newPasswordProps(session)} />
    </Step>
  );
}
