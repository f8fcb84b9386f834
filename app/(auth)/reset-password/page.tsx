import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AuthCard } from "@/app/_ui/auth-card";
import { Cancel } from "@/app/_ui/cancel";
import { CodeField } from "@/app/_ui/code-field";
import { FlowEnded } from "@/app/_ui/flow-ended";
import { Form } from "@/app/_ui/form";
import { LinkSent } from "@/app/_ui/link-sent";
import { MessageSent } from "@/app/_ui/message-sent";
import { Resend } from "@/app/_ui/resend";
import { Webmail } from "@/app/_ui/webmail";
import type { SignInProgress } from "@/lib/flows/sign-in/read";
import { currentSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { forbiddenPasswordWords } from "@/lib/http/new-password";
import { isResetCodeFirst, messageSettings, newPasswordSettings } from "@/lib/http/page-settings";
import { type SearchParams, singleParam, withAttempt, withRedirect } from "@/lib/http/paths";
import { signInProgress } from "@/lib/http/progress";
import { resendResetAction } from "../forgot-password/actions";
import { verifyResetCodeAction } from "./actions";
import { ResetPasswordForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.resetPassword");
  return { title: t("heading") };
}

type Open = Extract<SignInProgress, { state: "needs_first_factor" }>;

type NeedsPassword = Extract<SignInProgress, { state: "needs_password" }>;

const HAS_ENDED: SignInProgress["state"][] = ["complete", "ended", "cancelled", "failed", "missing"];

/**
 * Whether the user can set a new password without the current one because of recent authentication, for example by a
 * link that redirects here.
 */
async function isFreshlySignedIn(): Promise<boolean> {
  const session = await currentSession();
  return session?.status === "active" && session.isRecentlyAuthenticated;
}

/**
 * The password reset page: the form for the code and a new password, or only for the code with `RESET_STEPS=two`, or
 * the wait for the link. After either is verified, only the form for the new password.
 */
export default async function ResetPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const attempt = singleParam(query.attempt);
  const progress = await signInProgress(attempt, "reset_password");
  const named = "signInId" in progress && withAttempt("/reset-password", query, progress.signInId);
  if (named) redirect(named);
  if (attempt === undefined && HAS_ENDED.includes(progress.state) && (await isFreshlySignedIn())) {
    redirect("/account/password");
  }
  switch (progress.state) {
    case "needs_first_factor":
      return progress.sent === null ? (
        redirect(`/forgot-password?attempt=${progress.signInId}`)
      ) : (
        <Prove {...progress} sent={progress.sent} isReported={query.reported !== undefined} />
      );
    case "needs_password":
      return <Choose {...progress} />;
    case "confirmed_elsewhere":
      return redirect(`/sign-in/factor-one?attempt=${progress.signInId}`);
    case "needs_second_factor":
      return redirect(`/sign-in/factor-two?attempt=${progress.signInId}`);
    case "complete":
      return <Done redirectUrl={progress.redirectUrl} />;
    default:
      return (
        <FlowEnded
          what="reset"
          state={progress.state}
          again="/forgot-password"
          redirectUrl={progress.redirectUrl}
        />
      );
  }
}

async function Choose({ signInId, identifier, redirectUrl }: NeedsPassword) {
  const t = await getTranslations("auth.resetPassword.choose");
  const startAgain = withRedirect("/forgot-password", redirectUrl);
  const again = (chunks: ReactNode) => <a href={startAgain}>{chunks}</a>;
  return (
    <AuthCard
      texts={["codeField", "newPassword", "passwordField", "resetPasswordForm", "strength"]}
      scene="key"
      heading={t("heading")}
      lead={<p>{t("lead")}</p>}
      footer={<p>{t.rich("startAgain", { again })}</p>}
    >
      <NewPassword attempt={signInId} identifier={identifier} needsCode={false} />
    </AuthCard>
  );
}

function NewPassword(props: { attempt: string; identifier: string; needsCode: boolean }) {
  return (
    <ResetPasswordForm
      {...props}
      {...newPasswordSettings()}
      passwordContext={forbiddenPasswordWords(props.identifier)}
    />
  );
}

type ProveProps = Open & {
  sent: NonNullable<Open["sent"]>;
  /** Whether the user has just reported a sign-in, which started this reset. */
  isReported: boolean;
};

async function Prove({ signInId, identifier, sent, isReported, redirectUrl }: ProveProps) {
  const { strategy, contactId, masked } = sent.choice;
  const isLink = sent.method === "email_link";
  const isCodeFirst = isResetCodeFirst();
  const t = await getTranslations("auth");
  const another = (chunks: ReactNode) => <a href={`/forgot-password?attempt=${signInId}`}>{chunks}</a>;
  const startAgain = withRedirect("/forgot-password", redirectUrl);
  const change = (chunks: ReactNode) => <a href={startAgain}>{chunks}</a>;
  return (
    <AuthCard
      texts={[
        "cancel",
        "codeField",
        "newPassword",
        "passwordField",
        "resend",
        "resetPasswordForm",
        "strength",
        "waiting",
      ]}
      scene="key"
      heading={t(isLink ? "sent.link" : "resetPassword.heading")}
      lead={<MessageSent sent={sent} destination={masked} />}
      footer={
        <div className="space-y-3">
          <Resend
            action={resendResetAction}
            fields={{ attempt: signInId, strategy, contact: contactId }}
            inSeconds={sent.resendInSeconds}
            cooldownSeconds={messageSettings().resendCooldownSeconds}
          />
          <p>
            {t.rich("sent.nothingThere", { another })}{" "}
            {sent.method !== "phone_code" && <Webmail address={identifier} />}
          </p>
          <p>{t.rich("resetPassword.wrongContact", { change })}</p>
          {isLink && <Cancel verificationId={sent.verificationId} />}
        </div>
      }
    >
      {isReported && <p className="mb-6 border-l-4 border-brass py-1 pl-4">{t("resetPassword.reported")}</p>}
      {isLink && <LinkSent sent={sent} />}
      {!isLink && isCodeFirst && (
        <Form action={verifyResetCodeAction} submit={t("sent.submit")} pending={t("sent.pending")}>
          <input type="hidden" name="attempt" value={signInId} />
          <CodeField />
        </Form>
      )}
      {!isLink && !isCodeFirst && <NewPassword attempt={signInId} identifier={identifier} needsCode />}
    </AuthCard>
  );
}

async function Done({ redirectUrl }: { redirectUrl: string | null }) {
  const t = await getTranslations("auth.resetPassword.done");
  return (
    <AuthCard scene="closed" heading={t("heading")} lead={<p>{t("lead")}</p>}>
      <div className="flex flex-wrap gap-3">
        <a href={withRedirect("/forgot-password", redirectUrl)} className="button button-primary">
          {t("startAgain")}
        </a>
        <a href={withRedirect("/sign-in", redirectUrl)} className="button button-quiet">
          {t("signIn")}
        </a>
      </div>
    </AuthCard>
  );
}
