import { Step } from "@/app/_ui/step";
import type { InvitationView } from "@/lib/flows/organizations/read-invitation";

type End = Exclude<InvitationView["state"], "open" | "accepted">;

const ENDS: Record<End, { heading: string; words: string }> = {
  expired: {
    heading: "This invitation has expired",
    words: "It was open for a week. Ask whoever invited you to send it again.",
  },
  withdrawn: {
    heading: "This invitation was withdrawn",
    words: "It was taken back, or a newer message took its place. If you have a newer one, use that.",
  },
  declined: {
    heading: "You have declined",
    words: "You are not in this organization. If you change your mind, ask for a new invitation.",
  },
  unknown: {
    heading: "There is no such invitation",
    words: "Its link is not complete, or it has been too long ago. Open it once more from your email.",
  },
};

/** How an invitation has ended, and the way on. */
export function InvitationEnding({ state }: { state: End }) {
  const { heading, words } = ENDS[state];
  return (
    <Step scene="closed" heading={heading} lead={<p>{words}</p>}>
      <a href="/organizations" className="button button-primary">
        Your organizations
      </a>
    </Step>
  );
}
