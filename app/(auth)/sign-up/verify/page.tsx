import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AuthCard } from "@/app/_ui/auth-card";
import { BackToMessage, cooldownOf } from "@/app/_ui/back-to-message";
import { Cancel } from "@/app/_ui/cancel";
import { CodeField } from "@/app/_ui/code-field";
import { FlowEnded } from "@/app/_ui/flow-ended";
import { Form } from "@/app/_ui/form";
import { LinkSent } from "@/app/_ui/link-sent";
import { MessageSent } from "@/app/_ui/message-sent";
import { MethodList } from "@/app/_ui/method-list";
import { Resend } from "@/app/_ui/resend";
import { SignedInElsewhere } from "@/app/_ui/signed-in-elsewhere";
import { Webmail } from "@/app/_ui/webmail";
import type { SignUpProgress } from "@/lib/flows/sign-up/read";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { methodLabel } from "@/lib/http/method-label";
import { messageSettings } from "@/lib/http/page-settings";
import { type SearchParams, singleParam, withAttempt, withRedirect } from "@/lib/http/paths";
import { signUpProgress } from "@/lib/http/progress";
import { attemptSignUpCodeAction, chooseSignUpMethodAction, resendSignUpAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.verifySignUp");
  return { title: t("heading") };
}

type Open = Extract<SignUpProgress, { state: "needs_verification" }>;

const PATH = "/sign-up/verify";

/** The page that verifies the address of a sign-up: the form for the code, or the wait for the link. */
export default async function VerifySignUpPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const progress = await signUpProgress(singleParam(query.attempt));
  const named = progress.state === "needs_verification" && withAttempt(PATH, query, progress.signUpId);
  if (named) redirect(named);
  switch (progress.state) {
    case "needs_verification":
      return query.choose === undefined ? <Prove {...progress} /> : <Choose {...progress} />;
    case "confirmed_elsewhere":
      return redirect(`${PATH}/continue?attempt=${progress.signUpId}`);
    case "complete":
      return <SignedInElsewhere redirectTo={progress.redirectUrl ?? "/"} />;
    default:
      return (
        <FlowEnded
          what="sign-up"
          state={progress.state}
          again="/sign-up"
          redirectUrl={progress.redirectUrl}
        />
      );
  }
}

async function Choose({ signUpId, emailAddress, sent }: Open) {
  const t = await getTranslations("auth.verifySignUp");
  const locale = await requestLocale();
  return (
    <AuthCard
      texts={["resend"]}
      scene="mat"
      heading={t("choose")}
      footer={<BackToMessage path={`${PATH}?attempt=${signUpId}`} method={sent.method} />}
    >
      <MethodList
        action={chooseSignUpMethodAction}
        methods={[
          {
            label: methodLabel("email_code", emailAddress, locale),
            fields: { attempt: signUpId, method: "code" },
            cooldown: cooldownOf(sent),
          },
          {
            label: methodLabel("email_link", emailAddress, locale),
            fields: { attempt: signUpId, method: "link" },
            cooldown: cooldownOf(sent),
          },
        ]}
      />
    </AuthCard>
  );
}

async function Prove({ signUpId, emailAddress, sent, redirectUrl }: Open) {
  const isLink = sent.method === "email_link";
  const t = await getTranslations("auth");
  const another = (chunks: ReactNode) => <a href={`${PATH}?attempt=${signUpId}&choose=1`}>{chunks}</a>;
  const change = (chunks: ReactNode) => <a href={withRedirect("/sign-up", redirectUrl)}>{chunks}</a>;
  return (
    <AuthCard
      texts={["cancel", "codeField", "resend", "waiting"]}
      scene="key"
      heading={t(isLink ? "sent.link" : "verifySignUp.heading")}
      lead={<MessageSent sent={sent} destination={emailAddress} certain />}
      footer={
        <div className="space-y-3">
          <Resend
            action={resendSignUpAction}
            fields={{ attempt: signUpId, method: isLink ? "link" : "code" }}
            inSeconds={sent.resendInSeconds}
            cooldownSeconds={messageSettings().resendCooldownSeconds}
          />
          <p>
            {t.rich("sent.nothingThere", { another })} <Webmail address={emailAddress} />
          </p>
          <p>{t.rich("verifySignUp.wrongAddress", { change })}</p>
          {isLink && <Cancel verificationId={sent.verificationId} />}
        </div>
      }
    >
      {isLink ? (
        <LinkSent sent={sent} />
      ) : (
        <Form action={attemptSignUpCodeAction} submit={t("sent.submit")} pending={t("sent.pending")}>
          <input type="hidden" name="attempt" value={signUpId} />
          <CodeField />
        </Form>
      )}
    </AuthCard>
  );
}
