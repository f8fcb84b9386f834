import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AuthCard } from "@/app/_ui/auth-card";
import { operatorLinks } from "@/lib/http/brand";
import { requireAnonymous } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { forbiddenPasswordWords } from "@/lib/http/new-password";
import { newPasswordSettings, signUpAvailable } from "@/lib/http/page-settings";
import { type SearchParams, singleParam, withQuery } from "@/lib/http/paths";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { SignUpForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signUp");
  return { title: t("heading") };
}

/** The sign-up page. The following pages are the same for known and unknown addresses. */
export default async function SignUpPage({ searchParams }: { searchParams: SearchParams }) {
  const redirectUrl = singleParam((await searchParams).redirect_url);
  await requireAnonymous(safeRedirectUrl(redirectUrl));
  const t = await getTranslations("auth.signUp");
  const signInPage = withQuery("/sign-in", { redirect_url: redirectUrl });
  const signIn = <p>{t.rich("signIn", { link: (chunks) => <a href={signInPage}>{chunks}</a> })}</p>;
  if (!signUpAvailable()) return <NoMessages footer={signIn} />;
  return (
    <AuthCard scene="closed" heading={t("heading")} footer={signIn}>
      <SignUpForm
        redirectUrl={redirectUrl}
        minLength={newPasswordSettings().minLength}
        passwordContext={forbiddenPasswordWords("")}
        consent={<Consent />}
      />
    </AuthCard>
  );
}

/** What signing up accepts, if the operator has terms or a privacy policy. The links keep the filled form open. */
async function Consent() {
  const { termsUrl, privacyUrl } = operatorLinks();
  if (termsUrl === null && privacyUrl === null) return null;
  const t = await getTranslations("auth.signUp.consent");
  const linkTo = (href: string | null) => (chunks: ReactNode) => (
    <a href={href ?? ""} target="_blank" rel="noopener">
      {chunks}
    </a>
  );
  const key = termsUrl === null ? "privacy" : privacyUrl === null ? "terms" : "both";
  return (
    <p className="text-sm text-quiet">
      {t.rich(key, { terms: linkTo(termsUrl), privacy: linkTo(privacyUrl) })}
    </p>
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
