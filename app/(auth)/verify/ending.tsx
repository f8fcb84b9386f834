import { Step } from "@/app/_ui/step";
import type { LinkView } from "@/lib/flows/email-link/read";

type End = Exclude<LinkView, { state: "confirm" }>;
type Words = { heading: string; words: string; good?: boolean; next?: { href: string; label: string } };

const START_AGAIN = { href: "/sign-in", label: "Start again" };

const ENDS: Record<Exclude<End["state"], "verified">, Words> = {
  expired: {
    heading: "This link has expired",
    words: "Links work for a short while only. Ask for a new one where you asked for this one.",
    next: START_AGAIN,
  },
  failed: {
    heading: "Verification failed",
    words:
      "It is not complete, or another number was chosen than the one you were shown. Nothing was confirmed: ask for a new one.",
    next: START_AGAIN,
  },
  withdrawn: {
    heading: "There is a newer message",
    words: "This link was replaced by what was sent after it. Use the newest message.",
    next: START_AGAIN,
  },
  cancelled: {
    heading: "This was cancelled",
    words: "It was called off where it was asked for. Nothing was confirmed.",
    next: START_AGAIN,
  },
  already_used: {
    heading: "This link has already been used",
    words: "A link works once. If it wasn't you who used it, reset your password now.",
    next: { href: "/forgot-password", label: "Reset password" },
  },
  client_mismatch: {
    heading: "Open this link where you asked for it",
    words:
      "This is another device or browser. For your safety the link only works in the same browser in which it was asked for: open the message there.",
  },
};

/** What a confirmed link has led to, where nothing more is to be done on its page. */
function verifiedWords({ purpose }: Extract<End, { state: "verified" }>): Words {
  if (purpose === "email_address") {
    const next = { href: "/account", label: "Your account" };
    return { heading: "Address confirmed", words: "This address is now on the account.", good: true, next };
  }
  return {
    heading: "Return to the original tab to continue",
    words: "Confirmed. Go on where you asked for this; you can close this page.",
    good: true,
  };
}

function wordsOf(view: End, isFresh: boolean): Words {
  if (view.state !== "verified") return ENDS[view.state];
  return isFresh ? verifiedWords(view) : ENDS.already_used;
}

type LinkEndingProps = {
  view: End;
  /** It was confirmed in this browser just now; opened once more, it has been used like any other. */
  isFresh: boolean;
};

/** How a link has ended, and the way on. */
export function LinkEnding({ view, isFresh }: LinkEndingProps) {
  const { heading, words, good, next } = wordsOf(view, isFresh);
  return (
    <Step scene={good ? "open" : "closed"} heading={heading} lead={<p>{words}</p>}>
      {next && (
        <a href={next.href} className="button button-primary">
          {next.label}
        </a>
      )}
    </Step>
  );
}
