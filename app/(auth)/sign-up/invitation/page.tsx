import type { Metadata } from "next";
import { AuthCard } from "@/app/_ui/auth-card";
import { readSignUpInvitation, type SignUpInvitationView } from "@/lib/flows/sign-up-invitations/read";
import { requireAnonymous } from "@/lib/http/guard";
import { getSignUpInvitationCookie } from "@/lib/http/link-token";
import { getTranslations } from "@/lib/http/locale";
import { forbiddenPasswordWords } from "@/lib/http/new-password";
import { newPasswordSettings } from "@/lib/http/page-settings";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { Consent } from "../consent";
import { SignUpForm } from "../form";
import { UsernameField } from "../username-field";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signUpInvitation");
  return { title: t("title") };
}

/** The page that the link of an invitation opens. Opening it changes nothing; only its form does. */
export default async function SignUpInvitationPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAnonymous();
  const token = singleParam((await searchParams).token) ?? (await getSignUpInvitationCookie());
  const view: SignUpInvitationView =
    token === null ? { state: "unknown" } : await readSignUpInvitation(token);
  if (view.state !== "pending" || token === null) {
    return <Ending state={view.state === "pending" ? "unknown" : view.state} />;
  }
  const t = await getTranslations("auth.signUpInvitation");
  return (
    <AuthCard
      texts={["passwordField", "signUpForm", "strength"]}
      scene="key"
      heading={t("heading")}
      lead={<p>{t("lead")}</p>}
    >
      <SignUpForm
        invitation={{ token, emailAddress: view.emailAddress }}
        minLength={newPasswordSettings().minLength}
        passwordContext={forbiddenPasswordWords(view.emailAddress)}
        consent={<Consent />}
      >
        <UsernameField />
      </SignUpForm>
    </AuthCard>
  );
}

async function Ending({ state }: { state: Exclude<SignUpInvitationView["state"], "pending"> }) {
  const t = await getTranslations("auth.signUpInvitation");
  return (
    <AuthCard scene="closed" heading={t(`${state}.heading`)} lead={<p>{t(`${state}.lead`)}</p>}>
      <a href="/sign-in" className="button button-primary">
        {t("signIn")}
      </a>
    </AuthCard>
  );
}
