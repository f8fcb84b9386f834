import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Cancel } from "@/app/_ui/cancel";
import { Ending } from "@/app/_ui/ending";
import { LinkSent } from "@/app/_ui/link-sent";
import { MessageSent } from "@/app/_ui/message-sent";
import { Resend } from "@/app/_ui/resend";
import { Step } from "@/app/_ui/step";
import { Webmail } from "@/app/_ui/webmail";
import type { SignInProgress } from "@/lib/flows/sign-in/read";
import { newPasswordWords } from "@/lib/web/new-password";
import { messageSettings, newPasswordSettings } from "@/lib/web/page-settings";
import { signInProgress } from "@/lib/web/progress";
import { type SearchParams, single } from "@/lib/web/search-params";
import { resendResetAction } from "../forgot-password/actions";
import { ResetPasswordForm } from "./form";

export const metadata: Metadata = { title: "Reset your password" };

type Open = Extract<SignInProgress, { state: "needs_first_factor" }>;

/** The code and a new password, or the wait for the link; once either is proven, the new password alone. */
export default async function ResetPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const attempt = single((await searchParams).attempt);
  const progress = await signInProgress(attempt, "reset_password");
  switch (progress.state) {
    case "needs_first_factor":
      return progress.sent === null ? (
        redirect(`/forgot-password?attempt=${progress.signInId}`)
      ) : (
        <Prove {...progress} sent={progress.sent} />
      );
    case "needs_password":
      return (
        <Step
          scene="key"
          heading="Choose a new password"
          lead={<p>You have shown that it is you. One thing left.</p>}
        >
          <NewPassword attempt={progress.signInId} identifier={progress.identifier} needsCode={false} />
        </Step>
      );
    case "confirmed_elsewhere":
      return redirect(`/sign-in/factor-one?attempt=${progress.signInId}`);
    case "needs_second_factor":
      return redirect(`/sign-in/factor-two?attempt=${progress.signInId}`);
    case "complete":
      return <Done />;
    default:
      return <Ending what="reset" state={progress.state} again="/forgot-password" />;
  }
}

function NewPassword(props: { attempt: string; identifier: string; needsCode: boolean }) {
  return (
    <ResetPasswordForm
      {...props}
      {...newPasswordSettings()}
      passwordContext={newPasswordWords(props.identifier)}
    />
  );
}

function Prove({ signInId, identifier, sent }: Open & { sent: NonNullable<Open["sent"]> }) {
  const { strategy, contactId, masked } = sent.choice;
  const isLink = sent.method === "email_link";
  return (
    <Step
      scene="key"
      heading={isLink ? "Check your email" : "Reset your password"}
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
            Nothing there? Look in your spam folder, or{" "}
            <a href={`/forgot-password?attempt=${signInId}`}>Use another method</a>.{" "}
            {sent.method !== "phone_code" && <Webmail address={identifier} />}
          </p>
          <p>
            Not your address or number? <a href="/forgot-password">Change it</a>.
          </p>
          {isLink && <Cancel verificationId={sent.verificationId} />}
        </div>
      }
    >
      {isLink ? (
        <LinkSent sent={sent} />
      ) : (
        <NewPassword attempt={signInId} identifier={identifier} needsCode />
      )}
    </Step>
  );
}

function Done() {
  return (
    <Step
      scene="closed"
      heading="This reset is done"
      lead={<p>It was used and the password is new. Sign in with it, or start again if that wasn't you.</p>}
    >
      <div className="flex flex-wrap gap-3">
        <a href="/forgot-password" className="button button-primary">
          Start again
        </a>
        <a href="/sign-in" className="button button-quiet">
          Sign in
        </a>
      </div>
    </Step>
  );
}
