import type { Db } from "@/lib/db/client";
import type { Caller } from "../caller";
import type { SignInOutcome } from "../sign-in/complete-first-factor";
import type { Verification } from "./verification";

/** The outcome of a successful verification. */
export type VerificationOutcome = {
  /** The ID of the sign-in or sign-up attempt, if there is one. */
  attemptId: string | null;
  /** The sign-in outcome, if the client that requested the verification also verified it. */
  outcome: SignInOutcome | null;
  redirectUrl: string | null;
};

/**
 * Handles a successful verification of some purpose. Runs in the transaction that consumes the code or link. `null`
 * does not roll the transaction back: it reports that the verification has no effect.
 */
export type VerificationHandler = (
  tx: Db,
  verification: Verification,
  caller: Caller,
) => Promise<VerificationOutcome | null>;
