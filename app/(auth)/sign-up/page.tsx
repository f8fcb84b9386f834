import type { Metadata } from "next";
import { Step } from "@/app/_ui/step";
import { requireSignedOut } from "@/lib/web/guard";
import { newPasswordWords } from "@/lib/web/new-password";
import { onwards } from "@/lib/web/onwards";
import { newPasswordSettings, signUpAvailable } from "@/lib/web/page-settings";
import { type SearchParams, single, withQuery } from "@/lib/web/search-params";
import { SignUpForm } from "./form";

export const metadata: Metadata = { title: "Sign up" };

/** Signing up. An address that has an account gets the same pages as one that has none. */
export default async function SignUpPage({ searchParams }: { searchParams: SearchParams }) {
  const redirectUrl = single((await searchParams).redirect_url);
  await requireSignedOut(onwards(redirectUrl));
  const signIn = (
    <p>
      Already have an account? <a href={withQuery("/sign-in", { redirect_url: redirectUrl })}>Sign in</a>
    </p>
  );
  if (!signUpAvailable()) {
    return (
      <Step scene="closed" heading="We can't send messages here" footer={signIn}>
        <p>Signing up needs a message to you, and none can be sent. Please ask whoever runs this service.</p>
      </Step>
    );
  }
  return (
    <Step scene="closed" heading="Sign up" footer={signIn}>
      <SignUpForm
        redirectUrl={redirectUrl}
        minLength={newPasswordSettings().minLength}
        passwordContext={newPasswordWords("")}
      />
    </Step>
  );
}
