import type { Metadata } from "next";
import { Ending } from "@/app/_ui/ending";
import { Step } from "@/app/_ui/step";
import { openedAccessToken } from "@/lib/web/link-token";
import { getTranslations } from "@/lib/web/locale";
import { newPasswordSettings } from "@/lib/web/page-settings";
import { ResetByLinkForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.resetPassword");
  return { title: t("heading") };
}

/** Where a link with an access token lands that leads to this app itself. Looking at it changes nothing, however often. */
export default async function ResetByLinkPage() {
  if ((await openedAccessToken()) === null) {
    return <Ending what="reset" state="missing" again="/forgot-password" />;
  }
  const t = await getTranslations("auth.resetPassword.byLink");
  return (
    <Step scene="key" heading={t("heading")} lead={<p>{t("lead")}</p>}>
      <ResetByLinkForm minLength={newPasswordSettings().minLength} />
    </Step>
  );
}
