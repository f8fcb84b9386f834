import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Cancel } from "@/app/_ui/cancel";
import { CodeField } from "@/app/_ui/code-field";
import { Form } from "@/app/_ui/form";
import { LinkSent } from "@/app/_ui/link-sent";
import { MessageSent } from "@/app/_ui/message-sent";
import { Methods } from "@/app/_ui/methods";
import { Resend } from "@/app/_ui/resend";
import { Step } from "@/app/_ui/step";
import type { IdentifierProgress } from "@/lib/flows/identifiers/read";
import { requireActiveSession } from "@/lib/web/guard";
import { messageSettings } from "@/lib/web/page-settings";
import { identifierProgress } from "@/lib/web/progress";
import { type SearchParams, single } from "@/lib/web/search-params";
import {
  attemptVerificationCodeAction,
  chooseVerificationMethodAction,
  resendVerificationAction,
} from "../actions";

export const metadata: Metadata = { title: "Confirm it" };

type Open = Extract<IdentifierProgress, { state: "needs_verification" }>;

const HERE = "/account/verify";

/** Proving an address or number that was added to the account. */
export default async function VerifyIdentifierPage({ searchParams }: { searchParams: SearchParams }) {
  const { user } = await requireActiveSession("/account");
  const query = await searchParams;
  const progress = await identifierProgress(single(query.verification), user.id);
  if (progress.state === "verified") redirect("/account");
  if (progress.state !== "needs_verification") return <NotConfirmed />;
  return query.choose === undefined ? <Prove {...progress} /> : <Choose {...progress} />;
}

function NotConfirmed() {
  return (
    <Step
      scene="closed"
      heading="Nothing to confirm here"
      lead={<p>It took too long, had too many wrong codes, or was called off. Nothing was changed.</p>}
    >
      <a href="/account" className="button button-primary">
        Your account
      </a>
    </Step>
  );
}

function Choose({ verificationId, value }: Open) {
  return (
    <Step scene="mat" heading="How shall we confirm it?">
      <Methods
        action={chooseVerificationMethodAction}
        methods={[
          { label: `Email code to ${value}`, fields: { verification: verificationId, method: "email_code" } },
          { label: `Email link to ${value}`, fields: { verification: verificationId, method: "email_link" } },
        ]}
      />
    </Step>
  );
}

function Prove({ verificationId, kind, value, sent }: Open) {
  const isLink = sent.method === "email_link";
  const heading = kind === "email" ? "Confirm your address" : "Confirm your number";
  return (
    <Step
      scene="key"
      heading={isLink ? "Check your email" : heading}
      lead={<MessageSent sent={sent} destination={value} certain />}
      footer={
        <div className="space-y-3">
          <Resend
            action={resendVerificationAction}
            fields={{ verification: verificationId, method: sent.method }}
            inSeconds={sent.resendInSeconds}
            cooldownSeconds={messageSettings().resendCooldownSeconds}
          />
          {kind === "email" && (
            <p>
              <a href={`${HERE}?verification=${verificationId}&choose=1`}>Use another method</a>
            </p>
          )}
          <p>
            <a href="/account">Not now</a>
          </p>
          {isLink && <Cancel verificationId={sent.verificationId} />}
        </div>
      }
    >
      {isLink ? (
        <LinkSent sent={sent} />
      ) : (
        <Form action={attemptVerificationCodeAction} submit="Continue" pending="Checking…">
          <input type="hidden" name="verification" value={verificationId} />
          <CodeField />
        </Form>
      )}
    </Step>
  );
}
