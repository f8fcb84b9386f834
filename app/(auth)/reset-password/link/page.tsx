import type { Metadata } from "next";
import { Ending } from "@/app/_ui/ending";
import { Step } from "@/app/_ui/step";
import { openedAccessToken } from "@/lib/web/link-token";
import { getTranslations } from "@/lib/web/locale";
import { newPasswordWords } from "@/lib/web/new-password";
import { newPasswordSettings } from "@/lib/web/page-settings";
import { accessTokenView } from "@/lib/web/progress";
import { ResetByLinkForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.resetPassword");
  return { title: t("heading") };
}

/** Where a link with an access token lands that leads to this app itself. Looking at it changes nothing, however often. */
export default async function ResetByLinkPage() {
  const token = await openedAccessToken();
  if (token === null) return <Ending what="reset" state="missing" again="/forgot-password" />;
  const view = await accessTokenView(token);
  if (view.state !== "open") return <Ended state={view.state} />;
  const t = await getTranslations("auth.resetPassword.byLink");
  const who = () => <bdi className="break-words text-ink">{view.identifier}</bdi>;
  return (
    <Step scene="key" heading={t("heading")} lead={<p>{t.rich("lead", { who })}</p>}>
      <ResetByLinkForm
        token={token}
        minLength={newPasswordSettings().minLength}
        passwordContext={newPasswordWords(view.identifier)}
      />
    </Step>
  );
}

async function Ended({ state }: { state: "already_used" | "expired" | "failed" }) {
  const t = await getTranslations("auth.resetPassword.byLink.ends");
  const startAgain = await getTranslations("ui.ending");
  return (
    <Step scene="closed" heading={t(`${state}.heading`)} lead={<p>{t(`${state}.lead`)}</p>}>
      <a href="/forgot-password" className="button button-primary">
        {startAgain("startAgain")}
      </a>
    </Step>
  );
}
