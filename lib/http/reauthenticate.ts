import { redirect } from "next/navigation";
import type { FlowError } from "@/lib/errors";

type Rejected = { errors: [FlowError, ...FlowError[]] };

/** Returns the path of the reauthentication page, with the path to return to. */
export function reauthenticatePath(returnTo: string): string {
  return `/account/confirm?redirect_url=${encodeURIComponent(returnTo)}`;
}

/**
 * Redirects to reauthentication if the error is `fresh_proof_required`, otherwise returns the error.
 *
 * @param returnTo the path to return to
 */
export function redirectToReauthenticate(rejected: Rejected, returnTo: string): Rejected {
  if (rejected.errors[0].code === "fresh_proof_required") {
    redirect(reauthenticatePath(returnTo));
  }
  return rejected;
}
