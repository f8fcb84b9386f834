import type { Metadata } from "next";
import { CodeField } from "@/app/_ui/code-field";
import { Form } from "@/app/_ui/form";
import { MessageSent } from "@/app/_ui/message-sent";
import { Methods } from "@/app/_ui/methods";
import { PasswordField } from "@/app/_ui/password-field";
import { Step } from "@/app/_ui/step";
import { requireActiveSession } from "@/lib/web/guard";
import { messagesAvailable } from "@/lib/web/page-settings";
import { freshProofProgress } from "@/lib/web/progress";
import { type SearchParams, single } from "@/lib/web/search-params";
import { attemptFreshProofAction, proveWithPasswordAction, requestFreshProofAction } from "./actions";

export const metadata: Metadata = { title: "Confirm it's you" };

const back = <a href="/account">Back to your account</a>;

/** A fresh proof before the ways into the account are changed: the password, or a code. */
export default async function ConfirmPage({ searchParams }: { searchParams: SearchParams }) {
  const { user } = await requireActiveSession("/account/confirm");
  const progress = await freshProofProgress(single((await searchParams).verification));
  if (progress !== null) {
    return (
      <Step
        scene="key"
        heading="Confirm it's you"
        lead={<MessageSent sent={progress.sent} destination={progress.masked} certain />}
        footer={back}
      >
        <Form action={attemptFreshProofAction} submit="Continue" pending="Checking…">
          <input type="hidden" name="verification" value={progress.sent.verificationId} />
          <CodeField />
        </Form>
      </Step>
    );
  }
  return (
    <Step
      scene="key"
      heading="Confirm it's you"
      lead={<p>You are about to change how you sign in, and it has been a while since you did.</p>}
      footer={back}
    >
      <Form action={proveWithPasswordAction} submit="Continue" pending="Checking…">
        {/* Tells a password manager whose password this is. */}
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={user.emailAddress ?? ""}
          readOnly
          hidden
        />
        <PasswordField name="password" label="Password" autoComplete="current-password" />
      </Form>
      {messagesAvailable() && (
        <div className="mt-6">
          <Methods
            action={requestFreshProofAction}
            methods={[{ label: "Send me a code instead", fields: {} }]}
          />
        </div>
      )}
    </Step>
  );
}
