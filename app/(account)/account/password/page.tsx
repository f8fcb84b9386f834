import type { Metadata } from "next";
import { Step } from "@/app/_ui/step";
import { requireFreshProof } from "@/lib/web/guard";
import { newPasswordProps } from "@/lib/web/new-password";
import { PasswordForm } from "./form";

export const metadata: Metadata = { title: "Set a password" };

/** A new password for somebody who has proven themselves by something else than the present one. */
export default async function PasswordPage() {
  const session = await requireFreshProof("/account/password");
  return (
    <Step
      scene="key"
      heading="Set a password"
      lead={<p>It takes the place of the one you have, if any, and is told to every address of yours.</p>}
      footer={<a href="/account#password">Back to your account</a>}
    >
      <PasswordForm asksCurrent={false} at="/account/password" {...newPasswordProps(session)} />
    </Step>
  );
}
