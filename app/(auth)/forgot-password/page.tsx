import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ChoiceField } from "@/app/_ui/choice-field";
import { Form } from "@/app/_ui/form";
import { IdentifierField } from "@/app/_ui/identifier-field";
import { Methods } from "@/app/_ui/methods";
import { Step } from "@/app/_ui/step";
import type { SignInProgress } from "@/lib/flows/sign-in/read";
import { getTranslations, requestLocale } from "@/lib/web/locale";
import { methodLabel } from "@/lib/web/method-label";
import { messagesAvailable } from "@/lib/web/page-settings";
import { signInProgress } from "@/lib/web/progress";
import { type SearchParams, single } from "@/lib/web/search-params";
import { chooseResetMethodAction, requestPasswordResetAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.forgotPassword");
  return { title: t("title") };
}

/** Asking for a way back in. The same for everybody, whether or not they have an account. */
export default async function ForgotPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const attempt = single(query.attempt);
  if (attempt !== undefined) {
    const progress = await signInProgress(attempt, "reset_password");
    if (progress.state !== "needs_first_factor") redirect(`/reset-password?attempt=${attempt}`);
    return <Choose {...progress} />;
  }
  if (!messagesAvailable()) return <NoMessages />;
  const t = await getTranslations("auth.forgotPassword");
  const redirectUrl = single(query.redirect_url);
  const methods = [
    { value: "code", label: t("methods.code") },
    { value: "link", label: t("methods.link") },
  ];
  return (
    <Step scene="mat" heading={t("heading")} lead={<p>{t("lead")}</p>} footer={<Back />}>
      <Form action={requestPasswordResetAction} submit={t("submit")} pending={t("pending")}>
        {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
        <IdentifierField initial={single(query.login_hint)} />
        <ChoiceField name="method" legend={t("method")} options={methods} initial="code" />
      </Form>
    </Step>
  );
}

async function NoMessages() {
  const t = await getTranslations("auth.noMessages");
  return (
    <Step scene="closed" heading={t("heading")} footer={<Back />}>
      <p>{t("resetPassword")}</p>
    </Step>
  );
}

async function Back() {
  const t = await getTranslations("auth.forgotPassword");
  return (
    <a href="/sign-in" className="inline-flex min-h-11 items-center">
      {t("back")}
    </a>
  );
}

type Open = Extract<SignInProgress, { state: "needs_first_factor" }>;

async function Choose({ signInId, identifier, choices }: Open) {
  const t = await getTranslations("auth.forgotPassword.choose");
  const locale = await requestLocale();
  const who = () => <bdi className="break-words text-ink">{identifier}</bdi>;
  const again = (chunks: ReactNode) => <a href="/forgot-password">{chunks}</a>;
  return (
    <Step scene="mat" heading={t("heading")} lead={<p>{t.rich("lead", { who, again })}</p>} footer={<Back />}>
      {choices.length === 0 && <p>{t("empty")}</p>}
      <Methods
        action={chooseResetMethodAction}
        methods={choices.map(({ strategy, contactId, masked }) => ({
          label: methodLabel(strategy, masked, locale),
          fields: { attempt: signInId, strategy, contact: contactId },
        }))}
      />
    </Step>
  );
}
