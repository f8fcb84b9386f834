import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AuthCard } from "@/app/_ui/auth-card";
import { BackToMessage, cooldownOf } from "@/app/_ui/back-to-message";
import { ChoiceField } from "@/app/_ui/choice-field";
import { Form } from "@/app/_ui/form";
import { IdentifierField } from "@/app/_ui/identifier-field";
import { MethodList } from "@/app/_ui/method-list";
import type { SignInProgress } from "@/lib/flows/sign-in/read";
import { operatorLinks } from "@/lib/http/brand";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { methodLabel } from "@/lib/http/method-label";
import { isMessagingEnabled, usernamesEnabled } from "@/lib/http/page-settings";
import { type SearchParams, singleParam, withRedirect } from "@/lib/http/paths";
import { signInProgress } from "@/lib/http/progress";
import { asIdentifier } from "@/lib/identifiers/identifier";
import { chooseResetMethodAction, requestPasswordResetAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.forgotPassword");
  return { title: t("title") };
}

/** The page that requests a password reset. It is the same for known and unknown identifiers. */
export default async function ForgotPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const attempt = singleParam(query.attempt);
  if (attempt !== undefined) {
    const progress = await signInProgress(attempt, "reset_password");
    if (progress.state !== "needs_first_factor") redirect(`/reset-password?attempt=${attempt}`);
    return <Choose {...progress} />;
  }
  const redirectUrl = singleParam(query.redirect_url);
  if (!isMessagingEnabled()) return <NoMessages redirectUrl={redirectUrl} />;
  const t = await getTranslations("auth.forgotPassword");
  const methods = [
    { value: "code", label: t("methods.code") },
    { value: "link", label: t("methods.link") },
  ];
  return (
    <AuthCard
      texts={["identifierField"]}
      scene="mat"
      heading={t("heading")}
      lead={<p>{t(usernamesEnabled() ? "leadWithUsername" : "lead")}</p>}
      footer={<Back redirectUrl={redirectUrl} />}
    >
      <Form action={requestPasswordResetAction} submit={t("submit")} pending={t("pending")}>
        {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
        <IdentifierField initial={singleParam(query.login_hint)} />
        <ChoiceField name="method" legend={t("method")} options={methods} initial="code" />
      </Form>
    </AuthCard>
  );
}

type BackProps = { redirectUrl: string | null | undefined };

async function NoMessages({ redirectUrl }: BackProps) {
  const t = await getTranslations("auth.noMessages");
  return (
    <AuthCard scene="closed" heading={t("heading")} footer={<Back redirectUrl={redirectUrl} />}>
      <p>{t("resetPassword")}</p>
    </AuthCard>
  );
}

async function Back({ redirectUrl }: BackProps) {
  const t = await getTranslations("auth.forgotPassword");
  return (
    <a href={withRedirect("/sign-in", redirectUrl)} className="inline-flex min-h-11 items-center">
      {t("back")}
    </a>
  );
}

/** Says whom to contact if no message can be sent. The text is the same for known and unknown identifiers. */
async function NothingToSend({ identifier }: { identifier: string }) {
  const t = await getTranslations("auth.forgotPassword.choose");
  if (asIdentifier(identifier).kind !== "username") return <p>{t("empty")}</p>;
  const { supportUrl } = operatorLinks();
  if (supportUrl === null) return <p>{t("emptyForUsername")}</p>;
  const support = (chunks: ReactNode) => <a href={supportUrl}>{chunks}</a>;
  return <p>{t.rich("emptyForUsernameWithSupport", { support })}</p>;
}

type Open = Extract<SignInProgress, { state: "needs_first_factor" }>;

async function Choose({ signInId, identifier, choices, sent, redirectUrl }: Open) {
  const t = await getTranslations("auth.forgotPassword.choose");
  const locale = await requestLocale();
  const who = () => <bdi className="break-words text-ink">{identifier}</bdi>;
  const again = (chunks: ReactNode) => <a href={withRedirect("/forgot-password", redirectUrl)}>{chunks}</a>;
  return (
    <AuthCard
      texts={["resend"]}
      scene="mat"
      heading={t("heading")}
      lead={<p>{t.rich("lead", { who, again })}</p>}
      footer={
        <div className="space-y-3">
          {sent !== null && (
            <BackToMessage path={`/reset-password?attempt=${signInId}`} method={sent.method} />
          )}
          <Back redirectUrl={redirectUrl} />
        </div>
      }
    >
      {choices.length === 0 && <NothingToSend identifier={identifier} />}
      <MethodList
        action={chooseResetMethodAction}
        methods={choices.map(({ strategy, contactId, masked }) => ({
          label: methodLabel(strategy, masked, locale),
          fields: { attempt: signInId, strategy, contact: contactId },
          ...(sent?.choice.contactId === contactId && { cooldown: cooldownOf(sent) }),
        }))}
      />
    </AuthCard>
  );
}
