import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AuthCard } from "@/app/_ui/auth-card";
import { BackToMessage, cooldownOf } from "@/app/_ui/back-to-message";
import { Cancel } from "@/app/_ui/cancel";
import { CodeField } from "@/app/_ui/code-field";
import { FlowEnded } from "@/app/_ui/flow-ended";
import { Form } from "@/app/_ui/form";
import { IdentifierField } from "@/app/_ui/identifier-field";
import { LinkSent } from "@/app/_ui/link-sent";
import { MessageSent } from "@/app/_ui/message-sent";
import { MethodList } from "@/app/_ui/method-list";
import { Resend } from "@/app/_ui/resend";
import { SignedInElsewhere } from "@/app/_ui/signed-in-elsewhere";
import { Webmail } from "@/app/_ui/webmail";
import type { SignInProgress } from "@/lib/flows/sign-in/read";
import { requireAnonymous } from "@/lib/http/guard";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { methodLabel } from "@/lib/http/method-label";
import { messageSettings, usernamesEnabled } from "@/lib/http/page-settings";
import { type SearchParams, singleParam, withRedirect } from "@/lib/http/paths";
import { signInProgress } from "@/lib/http/progress";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { attemptCodeAction, chooseMethodAction, identifyAction, resendAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.factorOne");
  return { title: t("title") };
}

type Open = Extract<SignInProgress, { state: "needs_first_factor" }>;
type Sent = NonNullable<Open["sent"]>;

const PATH = "/sign-in/factor-one";

/** The page that signs in without a password: the identifier, the method, then the code or the wait for the link. */
export default async function FactorOnePage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const attempt = singleParam(query.attempt);
  if (attempt === undefined) {
    const redirectUrl = singleParam(query.redirect_url);
    await requireAnonymous(safeRedirectUrl(redirectUrl));
    return <Identify redirectUrl={redirectUrl} hint={singleParam(query.login_hint)} />;
  }
  const progress = await signInProgress(attempt, "sign_in");
  const isCompromised = query.reason === "compromised";
  switch (progress.state) {
    case "needs_first_factor":
      return progress.sent === null || query.choose !== undefined ? (
        <Choose {...progress} isCompromised={isCompromised} />
      ) : (
        <Prove {...progress} sent={progress.sent} isCompromised={isCompromised} />
      );
    case "confirmed_elsewhere":
      return redirect(`${PATH}/continue?attempt=${attempt}`);
    case "needs_password":
      return redirect(`/reset-password?attempt=${attempt}`);
    case "needs_second_factor":
      return redirect(`/sign-in/factor-two?attempt=${attempt}`);
    case "complete":
      return <SignedInElsewhere redirectTo={progress.redirectUrl ?? "/"} />;
    default:
      return (
        <FlowEnded what="sign-in" state={progress.state} again={PATH} redirectUrl={progress.redirectUrl} />
      );
  }
}

/** Returns the path of an attempt. It keeps that the password was rejected, so that no page offers it again. */
const pathOf = (signInId: string, isCompromised: boolean) =>
  `${PATH}?attempt=${signInId}${isCompromised ? "&reason=compromised" : ""}`;

async function UsePassword({ redirectUrl }: { redirectUrl: string | null | undefined }) {
  const t = await getTranslations("auth.factorOne");
  return (
    <a href={withRedirect("/sign-in", redirectUrl)} className="inline-flex min-h-11 items-center">
      {t("usePassword")}
    </a>
  );
}

type IdentifyProps = { redirectUrl: string | undefined; hint: string | undefined };

async function Identify({ redirectUrl, hint }: IdentifyProps) {
  const t = await getTranslations("auth.factorOne.identify");
  return (
    <AuthCard
      texts={["identifierField"]}
      scene="mat"
      heading={t("heading")}
      lead={<p>{t(usernamesEnabled() ? "leadWithUsername" : "lead")}</p>}
      footer={<UsePassword redirectUrl={redirectUrl} />}
    >
      <Form action={identifyAction} submit={t("submit")} pending={t("pending")}>
        {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
        <IdentifierField initial={hint} />
      </Form>
    </AuthCard>
  );
}

async function Choose({
  signInId,
  typedIdentifier,
  choices,
  redirectUrl,
  sent,
  isCompromised,
}: Open & { isCompromised: boolean }) {
  const t = await getTranslations("auth.factorOne.choose");
  const locale = await requestLocale();
  const startAgain = withRedirect(PATH, redirectUrl);
  const who = () => <bdi className="break-words text-ink">{typedIdentifier}</bdi>;
  const again = (chunks: ReactNode) => <a href={startAgain}>{chunks}</a>;
  return (
    <AuthCard
      texts={["resend"]}
      scene="mat"
      heading={t("heading")}
      lead={
        <>
          {isCompromised && (
            <p role="alert" className="mb-4 border-l-4 border-wrong py-1 pl-4 text-wrong">
              {t("compromised")}
            </p>
          )}
          <p>{t.rich("lead", { who, again })}</p>
        </>
      }
      footer={
        <div className="space-y-3">
          {sent !== null && <BackToMessage path={pathOf(signInId, isCompromised)} method={sent.method} />}
          {!isCompromised && <UsePassword redirectUrl={redirectUrl} />}
        </div>
      }
    >
      {choices.length === 0 && <p>{t("empty")}</p>}
      <MethodList
        action={chooseMethodAction}
        methods={choices.map(({ strategy, contactId, masked }) => ({
          label: methodLabel(strategy, masked, locale),
          fields: {
            attempt: signInId,
            strategy,
            contact: contactId,
            ...(isCompromised && { reason: "compromised" }),
          },
          ...(sent?.choice.contactId === contactId && { cooldown: cooldownOf(sent) }),
        }))}
      />
    </AuthCard>
  );
}

type ProveProps = Open & { sent: Sent; isCompromised: boolean };

async function Prove({ signInId, identifier, sent, isCompromised }: ProveProps) {
  const { strategy, contactId, masked } = sent.choice;
  const isLink = sent.method === "email_link";
  const t = await getTranslations("auth");
  const another = (chunks: ReactNode) => <a href={`${pathOf(signInId, isCompromised)}&choose=1`}>{chunks}</a>;
  return (
    <AuthCard
      texts={["cancel", "codeField", "resend", "waiting"]}
      scene="key"
      heading={t(isLink ? "sent.link" : "factorOne.prove.heading")}
      lead={<MessageSent sent={sent} destination={masked} />}
      footer={
        <div className="space-y-3">
          <Resend
            action={resendAction}
            fields={{ attempt: signInId, strategy, contact: contactId }}
            inSeconds={sent.resendInSeconds}
            cooldownSeconds={messageSettings().resendCooldownSeconds}
          />
          <p>
            {sent.method === "phone_code" ? (
              t.rich("factorOne.prove.another", { another })
            ) : (
              <>
                {t.rich("factorOne.prove.anotherOrSpam", { another })} <Webmail address={identifier} />
              </>
            )}
          </p>
          {isLink && <Cancel verificationId={sent.verificationId} />}
        </div>
      }
    >
      {isLink ? (
        <LinkSent sent={sent} />
      ) : (
        <Form action={attemptCodeAction} submit={t("sent.submit")} pending={t("sent.pending")}>
          <input type="hidden" name="attempt" value={signInId} />
          <CodeField />
        </Form>
      )}
    </AuthCard>
  );
}
