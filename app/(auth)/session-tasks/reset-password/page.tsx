import type { Metadata } from "next";
import { SignOut } from "@/app/_ui/sign-out";
import { Step } from "@/app/_ui/step";
import { requirePendingTask } from "@/lib/web/guard";
import { getTranslations } from "@/lib/web/locale";
import { newPasswordProps } from "@/lib/web/new-password";
import { onwards } from "@/lib/web/onwards";
import { type SearchParams, single } from "@/lib/web/search-params";
import { ResetPasswordTaskForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.resetPasswordTask");
  return { title: t("heading") };
}

/** What a session must do whose user's password is marked compromised. */
export default async function ResetPasswordTaskPage({ searchParams }: { searchParams: SearchParams }) {
  const redirectUrl = single((await searchParams).redirect_url);
  const session = await requirePendingTask("reset-password", { onwards: onwards(redirectUrl) });
  const t = await getTranslations("auth.resetPasswordTask");
  return (
    <Step scene="key" heading={t("heading")} lead={<p>{t("lead")}</p>} footer={<SignOut />}>
      <ResetPasswordTaskForm redirectUrl={redirectUrl} {...newPasswordProps(session)} />
    </Step>
  );
}
