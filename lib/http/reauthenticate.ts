import { redirect } from "next/navigation";
import type { FlowError } from "@/lib/errors";

type Refused = { errors: [FlowError, ...FlowError[]] };

/** The page on which somebody proves afresh who they are, and from which they come back. */
export function reauthenticatePath(returnTo: string): string {
  return `/account/confirm?redirect_url=${encodeURIComponent(returnTo)}`;
}

/**
 * What an action was refused with. Whoever has not proven themselves lately is asked to instead, and comes back.
 *
 * @param returnTo the path to come back to
 */
export function redirectToReauthenticate(refused: Refused, returnTo: string): Refused {
  if (refused.errors[0].code === "fresh_proof_required") {
    redirect(reauthenticatePath(returnTo));
  }
  return refused;
}
