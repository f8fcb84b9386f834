import type { Db } from "@/lib/db/client";
import type { Caller } from "../caller";
import type { SignInOutcome } from "../sign-in/complete-first-factor";
import type { Verification } from "./verification";

/** What a proof has led to. */
export type VerificationOutcome = {
  /** The sign-in or sign-up it belongs to, if it belongs to one. */
  attemptId: string | null;
  /** How the client that both asked and proved comes in. */
  entry: SignInOutcome | null;
  redirectUrl: string | null;
};

/**
 * What a proof of some purpose leads to. Called in the transaction that spends the code or link; `null` takes nothing
 * back but says that it leads nowhere.
 */
export type VerificationHandler = (
  tx: Db,
  verification: Verification,
  caller: Caller,
) => Promise<VerificationOutcome | null>;
