import type { Metadata } from "next";
import { SignOut } from "@/app/_ui/sign-out";
import { Step } from "@/app/_ui/step";
import { requirePendingTask } from "@/lib/web/guard";
import { newPasswordProps } from "@/lib/web/new-password";
import { onwards } from "@/lib/web/onwards";
import { type SearchParams, single } from "@/lib/web/search-params";
import { ResetPasswordTaskForm } from "./form";

export const metadata: Metadata = { title: "Choose a new password" };

/** What a session must do whose user's password is marked compromised. */
export default async function ResetPasswordTaskPage({ searchParams }: { searchParams: SearchParams }) {
  const redirectUrl = single((await searchParams).redirect_url);
  const session = await requirePendingTask("reset-password", { onwards: onwards(redirectUrl) });
  return (
    <Step
      scene="key"
      heading="Choose a new password"
      lead={
        <p>
          Your password may be known to somebody else. Choose a new one, and you can go on where you were.
        </p>
      }
      footer={<SignOut />}
    >
      <ResetPasswordTaskForm redirectUrl={redirectUrl} {...newPasswordProps(session)} />
    </Step>
  );
}
