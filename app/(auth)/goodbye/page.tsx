import type { Metadata } from "next";
import { Step } from "@/app/_ui/step";
import { requireSignedOut } from "@/lib/web/guard";
import { deletionGraceDays } from "@/lib/web/page-settings";

export const metadata: Metadata = { title: "Goodbye" };

/** What is left to say to somebody who has deleted their account. It knows nothing of them any more. */
export default async function GoodbyePage() {
  await requireSignedOut();
  const days = deletionGraceDays();
  return (
    <Step
      scene="closed"
      heading="Goodbye"
      lead={
        days === 0 ? (
          <p>Your account is deleted, and everything kept with it is gone.</p>
        ) : (
          <p>
            You are signed out everywhere. Your account will be gone in{" "}
            {days === 1 ? "one day" : `${days} days`}. You have changed your mind? Sign in before then, and it
            stays.
          </p>
        )
      }
    >
      <a href={days === 0 ? "/" : "/sign-in"} className="button button-quiet">
        {days === 0 ? "Home" : "Sign in and keep it"}
      </a>
    </Step>
  );
}
