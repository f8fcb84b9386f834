import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AuthCard } from "@/app/_ui/auth-card";
import { CodeField } from "@/app/_ui/code-field";
import { FollowReauthentication } from "@/app/_ui/follow-session";
import { Form } from "@/app/_ui/form";
import { MessageSent } from "@/app/_ui/message-sent";
import { MethodList } from "@/app/_ui/method-list";
import { PasskeyButton } from "@/app/_ui/passkey/button";
import { PasswordField } from "@/app/_ui/password-field";
import { SecondFactorField } from "@/app/_ui/second-factor-fields";
import { profileOf } from "@/lib/flows/account/profile";
import type { SecondFactorStrategy } from "@/lib/flows/second-factor/factors";
import { requireActiveSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import type { ClientText } from "@/lib/http/page-context";
import { isMessagingEnabled } from "@/lib/http/page-settings";
import { type SearchParams, singleParam, withQuery } from "@/lib/http/paths";
import { reauthenticationProgress } from "@/lib/http/progress";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { secondFactorChoices } from "@/lib/http/second-factor";
import { type CurrentSession, userLabel } from "@/lib/sessions/find";
import {
  attemptFreshProofAction,
  proveWithBackupCodeAction,
  proveWithPasskeyAction,
  proveWithPasswordAction,
  proveWithTotpAction,
  requestFreshProofAction,
} from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.confirm");
  return { title: t("heading") };
}

const PATH = "/account/confirm";

/**
 * The reauthentication page, required before changes to sign-in methods. Requires the second factor if the user has
 * one. A user who is reauthenticated already, for example in another tab, is redirected to the page to return to.
 */
export default async function ConfirmPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const redirectUrl = singleParam(query.redirect_url);
  const session = await requireActiveSession(withQuery(PATH, { redirect_url: redirectUrl }));
  if (session.isRecentlyAuthenticated && redirectUrl !== undefined) redirect(safeRedirectUrl(redirectUrl));
  const t = await getTranslations("account.confirm");
  const progress = await reauthenticationProgress(singleParam(query.verification));
  if (progress !== null) {
    return (
      <Confirm
        texts={["codeField"]}
        lead={<MessageSent sent={progress.sent} destination={progress.masked} certain />}
      >
        <Form action={attemptFreshProofAction} submit={t("submit")} pending={t("pending")}>
          <ComeBack to={redirectUrl} />
          <input type="hidden" name="verification" value={progress.sent.verificationId} />
          <CodeField />
        </Form>
      </Confirm>
    );
  }
  return (
    <Confirm texts={["codeField", "passkey", "passwordField", "secondFactor"]} lead={<p>{t("lead")}</p>}>
      {session.hasSecondFactor ? (
        <SecondFactor session={session} by={singleParam(query.by)} redirectUrl={redirectUrl} />
      ) : (
        <FirstFactor session={session} redirectUrl={redirectUrl} />
      )}
    </Confirm>
  );
}

type ConfirmProps = { texts: ClientText[]; lead: ReactNode; children: ReactNode };

async function Confirm({ texts, lead, children }: ConfirmProps) {
  const t = await getTranslations("account.confirm");
  return (
    <AuthCard
      texts={texts}
      scene="key"
      heading={t("heading")}
      lead={lead}
      footer={<a href="/account">{t("back")}</a>}
    >
      <FollowReauthentication />
      {children}
    </AuthCard>
  );
}

function ComeBack({ to }: { to: string | undefined }) {
  return to === undefined ? null : <input type="hidden" name="redirect_url" value={to} />;
}

const placeFields = (redirectUrl: string | undefined): Record<string, string> =>
  redirectUrl === undefined ? {} : { redirect_url: redirectUrl };

type ProveProps = { session: CurrentSession; redirectUrl: string | undefined };

async function FirstFactor({ session, redirectUrl }: ProveProps) {
  const t = await getTranslations("account.confirm");
  const { hasPassword } = await profileOf(session);
  return (
    <>
      {hasPassword && <Password session={session} redirectUrl={redirectUrl} />}
      {isMessagingEnabled() && (
        <SendCode label={t(hasPassword ? "sendCodeInstead" : "sendCode")} redirectUrl={redirectUrl} />
      )}
    </>
  );
}

async function Password({ session: { user }, redirectUrl }: ProveProps) {
  const t = await getTranslations("account.confirm");
  return (
    <Form action={proveWithPasswordAction} submit={t("submit")} pending={t("pending")}>
      <ComeBack to={redirectUrl} />
      {/* Identifies the account to password managers. */}
      <input type="text" name="username" autoComplete="username" value={userLabel(user)} readOnly hidden />
      <PasswordField name="password" label={t("password")} autoComplete="current-password" />
    </Form>
  );
}

async function SecondFactor({ session, by, redirectUrl }: ProveProps & { by: string | undefined }) {
  const t = await getTranslations("account.confirm");
  const { strategies, hasPasskey } = await secondFactorChoices(session.user.id);
  const code = codeFor(strategies, hasPasskey, by);
  const toBackupCode = withQuery(PATH, { by: "backup_code", redirect_url: redirectUrl });
  return (
    <>
      {hasPasskey && (
        <div className="mb-6">
          <PasskeyButton
            isMain={code === null}
            action={proveWithPasskeyAction}
            question={{ purpose: "fresh_proof" }}
            fields={placeFields(redirectUrl)}
          />
        </div>
      )}
      {code !== null && (
        <Form key={code} action={CODE_ACTIONS[code]} submit={t("submit")} pending={t("pending")}>
          <ComeBack to={redirectUrl} />
          <SecondFactorField strategy={code} />
        </Form>
      )}
      {strategies.includes("phone_code") && <SendCode label={t("sendText")} redirectUrl={redirectUrl} />}
      {strategies.includes("backup_code") && code !== "backup_code" && (
        <p className="mt-4">
          <a href={toBackupCode} className="inline-flex min-h-11 items-center">
            {t("useBackupCode")}
          </a>
        </p>
      )}
    </>
  );
}

const CODE_ACTIONS = { totp: proveWithTotpAction, backup_code: proveWithBackupCodeAction };

/**
 * Returns the code to show a field for: that of an authenticator app, otherwise a backup code if the user chose it or
 * has no passkey.
 */
function codeFor(
  strategies: SecondFactorStrategy[],
  hasPasskey: boolean,
  by: string | undefined,
): "totp" | "backup_code" | null {
  if (by !== "backup_code" && strategies.includes("totp")) return "totp";
  const isWanted = by === "backup_code" || !hasPasskey;
  return isWanted && strategies.includes("backup_code") ? "backup_code" : null;
}

function SendCode({ label, redirectUrl }: { label: string; redirectUrl: string | undefined }) {
  return (
    <div className="mt-6">
      <MethodList action={requestFreshProofAction} methods={[{ label, fields: placeFields(redirectUrl) }]} />
    </div>
  );
}
