import { redirect } from "next/navigation";
import type { LatchkeyError } from "@/lib/errors";

type Refused = { errors: [LatchkeyError, ...LatchkeyError[]] };

/** The page on which somebody proves afresh who they are, and from which they come back. */
export function confirmPage(comeBackTo: string): string {
  return `/account/confirm?redirect_url=${encodeURIComponent(comeBackTo)}`;
}

/**
 * What an action was refused with. Whoever has not proven themselves lately is asked to instead, and comes back.
 *
 * @param comeBackTo the path to come back to
 */
export function orConfirmFirst(refused: Refused, comeBackTo: string): Refused {
  if (refused.errors[0].code === "fresh_proof_required") {
    redirect(confirmPage(comeBackTo));
  }
  return refused;
}
