import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ChoiceField } from "@/app/_ui/choice-field";
import { Form } from "@/app/_ui/form";
import { IdentifierField } from "@/app/_ui/identifier-field";
import { Methods } from "@/app/_ui/methods";
import { Step } from "@/app/_ui/step";
import type { SignInProgress } from "@/lib/flows/sign-in/read";
import { requestLocale } from "@/lib/web/locale";
import { methodLabel } from "@/lib/web/method-label";
import { messagesAvailable } from "@/lib/web/page-settings";
import { signInProgress } from "@/lib/web/progress";
import { type SearchParams, single } from "@/lib/web/search-params";
import { chooseResetMethodAction, requestPasswordResetAction } from "./actions";

export const metadata: Metadata = { title: "Forgot your password" };

const back = (
  <a href="/sign-in" className="inline-flex min-h-11 items-center">
    Back to sign in
  </a>
);

const METHODS = [
  { value: "code", label: "Send me a code" },
  { value: "link", label: "Email me a link" },
];

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
  const redirectUrl = single(query.redirect_url);
  return (
    <Step
      scene="mat"
      heading="Forgot your password?"
      lead={<p>It happens. Tell us where to reach you, and choose a new one.</p>}
      footer={back}
    >
      <Form action={requestPasswordResetAction} submit="Send reset instructions" pending="Sending…">
        {redirectUrl && <input type="hidden" name="redirect_url" value={redirectUrl} />}
        <IdentifierField initial={single(query.login_hint)} />
        <ChoiceField name="method" legend="How?" options={METHODS} initial="code" />
      </Form>
    </Step>
  );
}

function NoMessages() {
  return (
    <Step scene="closed" heading="We can't send messages here" footer={back}>
      <p>
        Resetting a password needs a message to you, and none can be sent. Please ask whoever runs this
        service.
      </p>
    </Step>
  );
}

async function Choose({
  signInId,
  identifier,
  choices,
}: Extract<SignInProgress, { state: "needs_first_factor" }>) {
  const locale = await requestLocale();
  return (
    <Step
      scene="mat"
      heading="How would you like to reset it?"
      lead={
        <p>
          Resetting the password of <bdi className="break-words text-ink">{identifier}</bdi>.{" "}
          <a href="/forgot-password">Not you?</a>
        </p>
      }
      footer={back}
    >
      {choices.length === 0 && <p>No message can reach you there. Please ask whoever runs this service.</p>}
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
