import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Step } from "@/app/_ui/step";
import { requireSignedOut } from "@/lib/web/guard";
import { getTranslations } from "@/lib/web/locale";
import { newPasswordWords } from "@/lib/web/new-password";
import { onwards } from "@/lib/web/onwards";
import { newPasswordSettings, signUpAvailable } from "@/lib/web/page-settings";
import { type SearchParams, single, withQuery } from "@/lib/web/search-params";
import { SignUpForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signUp");
  return { title: t("heading") };
}

/** Signing up. An address that has an account gets the same pages as one that has none. */
export default async function SignUpPage({ searchParams }: { searchParams: SearchParams }) {
  const redirectUrl = single((await searchParams).redirect_url);
  await requireSignedOut(onwards(redirectUrl));
  const t = await getTranslations("auth.signUp");
  const signInPage = withQuery("/sign-in", { redirect_url: redirectUrl });
  const signIn = <p>{t.rich("signIn", { link: (chunks) => <a href={signInPage}>{chunks}</a> })}</p>;
  if (!signUpAvailable()) return <NoMessages footer={signIn} />;
  return (
    <Step scene="closed" heading={t("heading")} footer={signIn}>
      <SignUpForm
        redirectUrl={redirectUrl}
        minLength={newPasswordSettings().minLength}
        passwordContext={newPasswordWords("")}
      />
    </Step>
  );
}

async function NoMessages({ footer }: { footer: ReactNode }) {
  const t = await getTranslations("auth.noMessages");
  return (
    <Step scene="closed" heading={t("heading")} footer={footer}>
      <p>{t("signUp")}</p>
    </Step>
  );
}
