import type { Metadata } from "next";
import { AuthCard } from "@/app/_ui/auth-card";
import { FlowEnded } from "@/app/_ui/flow-ended";
import { getResetTokenCookie } from "@/lib/http/link-token";
import { getTranslations } from "@/lib/http/locale";
import { forbiddenPasswordWords } from "@/lib/http/new-password";
import { newPasswordSettings } from "@/lib/http/page-settings";
import { accessTokenView } from "@/lib/http/progress";
import { ResetByLinkForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.resetPassword");
  return { title: t("heading") };
}

/** The page that a link with an access token opens by default. Opening it changes nothing. */
export default async function ResetByLinkPage() {
  const token = await getResetTokenCookie();
  if (token === null) return <FlowEnded what="reset" state="missing" again="/forgot-password" />;
  const view = await accessTokenView(token);
  if (view.state !== "open") return <Ended state={view.state} />;
  const t = await getTranslations("auth.resetPassword.byLink");
  const who = () => <bdi className="break-words text-ink">{view.identifier}</bdi>;
  return (
    <AuthCard
      texts={["newPassword", "passwordField", "resetPasswordForm", "strength"]}
      scene="key"
      heading={t("heading")}
      lead={<p>{t.rich("lead", { who })}</p>}
    >
      <ResetByLinkForm
        token={token}
        minLength={newPasswordSettings().minLength}
        passwordContext={forbiddenPasswordWords(view.identifier)}
      />
    </AuthCard>
  );
}

async function Ended({ state }: { state: "already_used" | "expired" | "failed" }) {
  const t = await getTranslations("auth.resetPassword.byLink.ends");
  const startAgain = await getTranslations("ui.ending");
  return (
    <AuthCard scene="closed" heading={t(`${state}.heading`)} lead={<p>{t(`${state}.lead`)}</p>}>
      <a href="/forgot-password" className="button button-primary">
        {startAgain("startAgain")}
      </a>
    </AuthCard>
  );
}
