import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AuthCard } from "@/app/_ui/auth-card";
import { hasOpenInvitation } from "@/app/_ui/features";
import { requireAnonymous } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { forbiddenPasswordWords } from "@/lib/http/new-password";
import { newPasswordSettings, signUpAvailable, signUpMode } from "@/lib/http/page-settings";
import { type SearchParams, singleParam, withQuery } from "@/lib/http/paths";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { Consent } from "./consent";
import { SignUpForm } from "./form";
import { UsernameField } from "./username-field";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signUp");
  return { title: t("heading") };
}

/**
 * The sign-up page. With `SIGN_UP=invitation` it has a form only in a browser that has opened the invitation of an
 * organization; the link of any other invitation has a page of its own. The following pages are the same for
 * known and unknown addresses, and for addresses that may not sign up.
 */
export default async function SignUpPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const redirectUrl = singleParam(query.redirect_url);
  await requireAnonymous(safeRedirectUrl(redirectUrl));
  const t = await getTranslations("auth.signUp");
  const signInPage = withQuery("/sign-in", { redirect_url: redirectUrl });
  const signIn = <p>{t.rich("signIn", { link: (chunks) => <a href={signInPage}>{chunks}</a> })}</p>;
  if (!signUpAvailable()) return <NoMessages footer={signIn} />;
  const mode = signUpMode();
  const isInvited = mode === "invitation" && (await hasOpenInvitation());
  if (mode !== "open" && !isInvited) return <Restricted mode={mode} footer={signIn} />;
  return (
    <AuthCard
      texts={["passwordField", "signUpForm", "strength"]}
      scene="closed"
      heading={t("heading")}
      footer={signIn}
    >
      <SignUpForm
        redirectUrl={redirectUrl}
        hint={singleParam(query.login_hint)}
        minLength={newPasswordSettings().minLength}
        passwordContext={forbiddenPasswordWords("")}
        consent={<Consent />}
      >
        <UsernameField />
      </SignUpForm>
    </AuthCard>
  );
}

/** Says who can create an account. The sign-up itself is checked by its flow. */
async function Restricted({ mode, footer }: { mode: "invitation" | "closed"; footer: ReactNode }) {
  const t = await getTranslations("auth.restrictedSignUp");
  return (
    <AuthCard scene="closed" heading={t(`${mode}.heading`)} footer={footer}>
      <p>{t(`${mode}.lead`)}</p>
    </AuthCard>
  );
}

async function NoMessages({ footer }: { footer: ReactNode }) {
  const t = await getTranslations("auth.noMessages");
  return (
    <AuthCard scene="closed" heading={t("heading")} footer={footer}>
      <p>{t("signUp")}</p>
    </AuthCard>
  );
}
