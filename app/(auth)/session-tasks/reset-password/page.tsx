import type { Metadata } from "next";
import { AuthCard } from "@/app/_ui/auth-card";
import { SignOut } from "@/app/_ui/sign-out";
import { requirePendingTask } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { newPasswordProps } from "@/lib/http/new-password";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { ResetPasswordTaskForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.resetPasswordTask");
  return { title: t("heading") };
}

/** The session task for a user whose password is marked as compromised or is expired. */
export default async function ResetPasswordTaskPage({ searchParams }: { searchParams: SearchParams }) {
  const redirectUrl = singleParam((await searchParams).redirect_url);
  const session = await requirePendingTask("reset-password", { redirectTo: safeRedirectUrl(redirectUrl) });
  const t = await getTranslations("auth.resetPasswordTask");
  const lead = session.user.passwordCompromised ? "lead" : "leadExpired";
  return (
    <AuthCard
      texts={["newPassword", "passwordField", "resetPasswordForm", "strength"]}
      scene="key"
      heading={t("heading")}
      lead={<p>{t(lead)}</p>}
      footer={<SignOut />}
    >
      <ResetPasswordTaskForm redirectUrl={redirectUrl} {...newPasswordProps(session)} />
    </AuthCard>
  );
}
