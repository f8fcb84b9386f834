import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import type { Caller } from "../caller";
import { type MessageProgress, messageProgress } from "../verification/progress";
import { isPending } from "../verification/verification";
import { findSignUp, newestSignUpId, type SignUpAttempt } from "./attempt";

/** The state of a sign-up that its page may show, and the page to redirect to afterwards. */
export type SignUpProgress = Progress & { redirectUrl: string | null };

type Progress =
  | { state: "needs_verification"; signUpId: string; emailAddress: string; sent: MessageProgress }
  | { state: "confirmed_elsewhere"; signUpId: string }
  | { state: "complete" | "ended" | "cancelled" | "failed" | "missing" };

/**
 * Reads the state of a sign-up.
 *
 * @param signUpId a UUID, or `null` for the client's newest sign-up
 */
export async function readSignUp(signUpId: string | null, caller: Caller): Promise<SignUpProgress> {
  const db = await database();
  const id = signUpId ?? (await newestSignUpId(db, caller));
  const signUp = id === null ? null : await findSignUp(db, id, caller);
  if (signUp === null) return { state: "missing", redirectUrl: null };
  return { ...(await progressOf(db, signUp)), redirectUrl: signUp.redirectUrl };
}

async function progressOf(db: Db, signUp: SignUpAttempt): Promise<Progress> {
  const { status, verification, emailAddress } = signUp;
  if (status === "complete") {
    return signUp.createdSessionId === null && !verification.ended
      ? { state: "confirmed_elsewhere", signUpId: signUp.id }
      : { state: "complete" };
  }
  if (verification.failedAt !== null) return { state: "failed" };
  if (status === "abandoned" || verification.cancelledAt !== null) return { state: "cancelled" };
  const sent = await messageProgress(db, verification);
  const usedUp = verification.attempts >= config().codes.maxAttempts;
  if (sent === null || usedUp || !isPending(verification)) return { state: "ended" };
  return { state: "needs_verification", signUpId: signUp.id, emailAddress, sent };
}
