import { currentSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { isSignUpOffered } from "@/lib/http/page-settings";
import { userLabel } from "@/lib/sessions/find";
import { AuthCard } from "./_ui/auth-card";
import { RedirectToTasks } from "./_ui/redirect-to-tasks";
import { SignOut } from "./_ui/sign-out";

/** The home page: the signed-in user, or links to sign in. */
export default async function HomePage() {
  const session = await currentSession();
  if (session?.status !== "active") {
    return (
      <>
        <RedirectToTasks />
        <Welcome />
      </>
    );
  }
  const t = await getTranslations("auth.home");
  const who = () => <bdi className="font-medium text-ink break-words">{userLabel(session.user)}</bdi>;
  return (
    <AuthCard scene="open" heading={t("heading")} lead={<p>{t.rich("lead", { who })}</p>}>
      <div className="flex flex-wrap gap-3">
        <a href="/dashboard" className="button button-primary">
          {t("dashboard")}
        </a>
        <a href="/account" className="button button-quiet">
          {t("account")}
        </a>
        <SignOut />
      </div>
    </AuthCard>
  );
}

async function Welcome() {
  const t = await getTranslations("auth.welcome");
  return (
    <AuthCard scene="closed" heading={t("heading")} lead={<p>{t("lead")}</p>}>
      <div className="flex flex-wrap gap-3">
        <a href="/sign-in" className="button button-primary">
          {t("signIn")}
        </a>
        {isSignUpOffered() && (
          <a href="/sign-up" className="button button-quiet">
            {t("signUp")}
          </a>
        )}
      </div>
    </AuthCard>
  );
}
