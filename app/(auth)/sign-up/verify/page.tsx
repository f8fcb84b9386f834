import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Cancel } from "@/app/_ui/cancel";
import { CodeField } from "@/app/_ui/code-field";
import { Ending } from "@/app/_ui/ending";
import { Form } from "@/app/_ui/form";
import { LinkSent } from "@/app/_ui/link-sent";
import { MessageSent } from "@/app/_ui/message-sent";
import { Methods } from "@/app/_ui/methods";
import { Resend } from "@/app/_ui/resend";
import { SignedInElsewhere } from "@/app/_ui/signed-in-elsewhere";
import { Step } from "@/app/_ui/step";
import { Webmail } from "@/app/_ui/webmail";
import type { SignUpProgress } from "@/lib/flows/sign-up/read";
import { messageSettings } from "@/lib/web/page-settings";
import { signUpProgress } from "@/lib/web/progress";
import { type SearchParams, single } from "@/lib/web/search-params";
import { attemptSignUpCodeAction, chooseSignUpMethodAction, resendSignUpAction } from "../actions";

export const metadata: Metadata = { title: "Confirm your address" };

type Open = Extract<SignUpProgress, { state: "needs_verification" }>;

const HERE = "/sign-up/verify";

/** Proving the address one signs up with: the code, or the wait for the link. */
export default async function VerifySignUpPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams;
  const progress = await signUpProgress(single(query.attempt));
  switch (progress.state) {
    case "needs_verification":
      return query.choose === undefined ? <Prove {...progress} /> : <Choose {...progress} />;
    case "confirmed_elsewhere":
      return redirect(`${HERE}/continue?attempt=${progress.signUpId}`);
    case "complete":
      return <SignedInElsewhere onwards={progress.redirectUrl ?? "/"} />;
    default:
      return <Ending what="sign-up" state={progress.state} again="/sign-up" />;
  }
}

function Choose({ signUpId, emailAddress }: Open) {
  return (
    <Step scene="mat" heading="How shall we confirm your address?">
      <Methods
        action={chooseSignUpMethodAction}
        methods={[
          { label: `Email code to ${emailAddress}`, fields: { attempt: signUpId, method: "code" } },
          { label: `Email link to ${emailAddress}`, fields: { attempt: signUpId, method: "link" } },
        ]}
      />
    </Step>
  );
}

function Prove({ signUpId, emailAddress, sent }: Open) {
  const isLink = sent.method === "email_link";
  return (
    <Step
      scene="key"
      heading={isLink ? "Check your email" : "Confirm your address"}
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
            Nothing there? Look in your spam folder, or{" "}
            <a href={`${HERE}?attempt=${signUpId}&choose=1`}>Use another method</a>.{" "}
            <Webmail address={emailAddress} />
          </p>
          <p>
            Wrong address? <a href="/sign-up">Change it</a>.
          </p>
          {isLink && <Cancel verificationId={sent.verificationId} />}
        </div>
      }
    >
      {isLink ? (
        <LinkSent sent={sent} />
      ) : (
        <Form action={attemptSignUpCodeAction} submit="Continue" pending="Checking…">
          <input type="hidden" name="attempt" value={signUpId} />
          <CodeField />
        </Form>
      )}
    </Step>
  );
}
