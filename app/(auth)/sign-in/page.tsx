import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/app/_ui/auth-card";
import { requireAnonymous } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { isMessagingEnabled, isSignUpOffered, passkeysAvailable } from "@/lib/http/page-settings";
import { type SearchParams, singleParam, withQuery } from "@/lib/http/paths";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { SignInForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signIn");
  return { title: t("heading") };
}

const RECOVERY_FIRST = ["reset_password", "reset-password"];

/**
 * The page that signs in by password. `first_screen=reset_password` redirects to the password reset, as the parameter
 * of Logto does.
 */
export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  // Auth.js sends `callbackUrl`.
  const redirectUrl = singleParam(query.redirect_url) ?? singleParam(query.callbackUrl);
  await requireAnonymous(safeRedirectUrl(redirectUrl));
  const { first_screen: firstScreen, ...others } = query;
  if (RECOVERY_FIRST.includes(singleParam(firstScreen) ?? ""))
    redirect(withQuery("/forgot-password", others));
  const t = await getTranslations("auth.signIn");
  const to = (path: string) => withQuery(path, { redirect_url: redirectUrl });
  const signUp = isSignUpOffered() && (
    <p>{t.rich("signUp", { link: (chunks) => <a href={to("/sign-up")}>{chunks}</a> })}</p>
  );
  return (
    <AuthCard
      texts={["identifierField", "passkey", "passwordField", "signInForm"]}
      scene="closed"
      heading={t("heading")}
      footer={signUp}
    >
      {query.reset === "done" && <p className="mb-6 text-ok">{t("resetDone")}</p>}
      {query.error !== undefined && (
        <p role="alert" className="mb-6 border-l-4 border-wrong py-1 pl-4 text-wrong">
          {t("failed")}
        </p>
      )}
      <SignInForm
        {...(redirectUrl && { redirectUrl })}
        takesPasskeys={passkeysAvailable()}
        sendsMessages={isMessagingEnabled()}
      />
    </AuthCard>
  );
}
