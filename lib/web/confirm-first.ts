import { redirect } from "next/navigation";
import type { LatchkeyError } from "@/lib/errors";

type Refused = { errors: [LatchkeyError, ...LatchkeyError[]] };

/**
 * What an action was refused with. Whoever has not proven themselves lately is asked to instead, and comes back.
 *
 * @param comeBackTo the path to come back to
 */
export function orConfirmFirst(refused: Refused, comeBackTo: string): Refused {
  if (refused.errors[0].code === "fresh_proof_required") {
    redirect(`/account/confirm?redirect_url=${encodeURIComponent(comeBackTo)}`);
  }
  return refused;
}
