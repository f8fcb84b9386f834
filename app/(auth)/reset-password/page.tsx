import type { Metadata } from "next";
import { Step } from "@/app/_ui/step";
import { newPasswordSettings, passwordResetProgress } from "@/lib/web/password-reset";
import { type SearchParams, single } from "@/lib/web/search-params";
import { ResetPasswordForm } from "./form";
import { Resend } from "./resend";
import { Webmail } from "./webmail";

export const metadata: Metadata = { title: "Reset your password" };

/** The code and a new password; once the code is proven, the new password alone. */
export default async function ResetPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const progress = await passwordResetProgress(single((await searchParams).attempt));
  if (!("signInId" in progress)) return <Ended complete={progress.state === "complete"} />;
  const { state, signInId, identifier, destination, passwordContext, resendInSeconds } = progress;
  const settings = newPasswordSettings();
  const needsCode = state === "needs_code";
  const form = (
    <ResetPasswordForm
      attempt={signInId}
      needsCode={needsCode}
      identifier={identifier}
      minLength={settings.minLength}
      signOutOthers={settings.signOutOthers}
      passwordContext={passwordContext}
    />
  );
  if (!needsCode) {
    return (
      <Step scene="key" heading="Choose a new password" lead={<p>Your code is confirmed. One thing left.</p>}>
        {form}
      </Step>
    );
  }
  return (
    <Step
      scene="key"
      heading="Reset your password"
      lead={
        <p>
          If <bdi className="text-ink">{destination}</bdi> belongs to an account, a code is on its way there.
          It works for {Math.max(1, Math.floor(settings.codeTtlSeconds / 60))} minutes.{" "}
          <Webmail address={identifier} />
        </p>
      }
      footer={
        <div className="space-y-3">
          <Resend
            attempt={signInId}
            inSeconds={resendInSeconds}
            cooldownSeconds={settings.resendCooldownSeconds}
          />
          <p>
            Nothing there? Look in your spam folder. Wrong address? <a href="/forgot-password">Change it</a>.
          </p>
        </div>
      }
    >
      {form}
    </Step>
  );
}

function Ended({ complete }: { complete: boolean }) {
  return (
    <Step
      scene="closed"
      heading={complete ? "This reset is done" : "This reset has ended"}
      lead={
        <p>
          {complete
            ? "The code was used and the password is new. Sign in with it, or start again if that wasn't you."
            : "It took too long, had too many wrong codes, or was begun in another browser. Nothing was changed."}
        </p>
      }
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
