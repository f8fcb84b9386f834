import { redirect } from "next/navigation";
import type { FlowError } from "@/lib/errors";

type Refused = { errors: [FlowError, ...FlowError[]] };

/** Returns the path of the reauthentication page, with the path to return to. */
export function reauthenticatePath(returnTo: string): string {
  return `/account/confirm?redirect_url=${encodeURIComponent(returnTo)}`;
}

/**
 * Redirects to reauthentication if the error is `fresh_proof_required`, otherwise returns the error.
 *
 * @param returnTo the path to return to
 */
export function redirectToReauthenticate(refused: Refused, returnTo: string): Refused {
  if (refused.errors[0].code === "fresh_proof_required") {
    redirect(reauthenticatePath(returnTo));
  }
  return refused;
}
