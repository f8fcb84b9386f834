import type { Db } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { wakeOutbox } from "@/lib/messages/outbox";
import { type NewSession, rotateSession } from "@/lib/session/rows";
import { activeSession, holdOwnSession } from "../active-session";
import type { Caller } from "../caller";
import { askForPasskeyOf, type PasskeyQuestion } from "../passkeys/ask";
import { type PasskeyAnswer, presentedPasskey } from "../passkeys/check";
import { presentSecondFactor } from "../second-factor/spend";

/** It is the only proof that is asked for, so it takes its person: the device may have been left lying about. */
const subjectOf = (sessionId: string) =>
  ({ purpose: "fresh_proof", sessionId, userVerification: "required" }) as const;

/**
 * Asks for a passkey of whoever calls, as a fresh proof.
 *
 * @returns the options for the browser; or `authentication_invalid`, `session_pending`, or the errors of `askForPasskeyOf`
 */
export async function beginPasskeyProof(caller: Caller): Promise<PasskeyQuestion> {
  const found = await activeSession(caller);
  if (!found.ok) return found;
  const { id, user } = found.session;
  return askForPasskeyOf(user.id, subjectOf(id), caller);
}

/**
 * Proves afresh, by a passkey, that it is the account's owner who uses this session.
 *
 * @returns the session under a new token; or `passkey_not_accepted`, `authentication_invalid`, `session_pending`, or the
 *   errors of `presentSecondFactor`
 */
export async function proveWithPasskey(
  answer: PasskeyAnswer,
  caller: Caller,
): Promise<Result<{ session: NewSession }>> {
  const found = await activeSession(caller);
  if (!found.ok) return found;
  const { id, user } = found.session;
  const goal = {
    hold: (tx: Db) => holdOwnSession(tx, caller),
    reach: (tx: Db) => rotateSession(tx, { sessionId: id, proven: "second_factor" }),
  };
  const presented = presentedPasskey(user.id, answer, subjectOf(id), caller);
  const tried = await presentSecondFactor(user.id, presented, goal, caller);
  wakeOutbox();
  if (!tried.ok) return tried;
  const { reached: session } = tried;
  return session === null ? failure("authentication_invalid") : { ok: true, session };
}
