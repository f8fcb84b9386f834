import type { Metadata } from "next";
import { Step } from "@/app/_ui/step";
import { passwordResetAvailable } from "@/lib/web/password-reset";
import { type SearchParams, single } from "@/lib/web/search-params";
import { ForgotPasswordForm } from "./form";

export const metadata: Metadata = { title: "Forgot your password" };

/** Asking for a way back in. The same for everybody, whether or not they have an account. */
export default async function ForgotPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const { redirect_url: redirectUrl, login_hint: hint } = await searchParams;
  const back = (
    <a href="/sign-in" className="inline-flex min-h-11 items-center">
      Back to sign in
    </a>
  );
  if (!passwordResetAvailable()) {
    return (
      <Step scene="closed" heading="We can't send messages here" footer={back}>
        <p>
          Resetting a password needs a message to you, and none can be sent. Please ask whoever runs this
          service.
        </p>
      </Step>
    );
  }
  return (
    <Step
      scene="mat"
      heading="Forgot your password?"
      lead={<p>It happens. Tell us your address, and we send you a code to choose a new one.</p>}
      footer={back}
    >
      <ForgotPasswordForm redirectUrl={single(redirectUrl)} hint={single(hint)} />
    </Step>
  );
}
