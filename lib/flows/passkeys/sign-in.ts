import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { assertionOptions } from "@/lib/factors/passkey/assertion";
import type { NewSession } from "@/lib/sessions/sessions";
import { lockUserRow } from "../accounts";
import { type Caller, clientName } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { createSignInSession, type EventOf } from "../sign-in/complete-first-factor";
import { createChallenge, type PasskeyRequestOptions } from "./options";
import { type CheckedPasskey, consumePasskey, type PasskeyAnswer, verifyPasskey } from "./verify";

/** User verification is required, so that possession of the device alone does not sign in. */
const SUBJECT = { purpose: "sign_in", userVerification: "required" } as const;

/**
 * Creates the options for signing in with any passkey. The user is not known yet, so the options name no passkey.
 *
 * @returns the options for the browser; or the errors of `createChallenge`
 */
export async function beginPasskeySignIn(caller: Caller): Promise<PasskeyRequestOptions> {
  const asked = await createChallenge({ purpose: SUBJECT.purpose }, caller);
  if (!asked.ok) return asked;
  const { userVerification } = SUBJECT;
  return { ok: true, options: await assertionOptions(asked.challenge, { userVerification, passkeys: [] }) };
}

/**
 * Signs in with a passkey that the user has unlocked. It counts as two factors, so no second factor is requested.
 *
 * @returns the session; or `passkey_not_accepted`, `user_locked`, `too_many_requests`
 */
export async function signInWithPasskey(
  answer: PasskeyAnswer,
  caller: Caller,
): Promise<Result<{ session: NewSession }>> {
  const db = await database();
  const checked = await verifyPasskey(db, null, answer, SUBJECT, caller);
  const limits =
    checked === null
      ? requestLimits.attempts(caller.metadata)
      : requestLimits.signIns(checked.passkey.userId, clientName(caller), { isKnownClient: true });
  const within = await checkRateLimits(db, caller.metadata, limits);
  if (!within.ok) return within;
  const entered =
    checked === null ? "rejected" : await inTransaction((tx) => finishSignIn(tx, checked, caller));
  if (typeof entered === "object") return { ok: true, session: entered };
  const userId = checked?.passkey.userId ?? null;
  await recordEvent(db, caller.metadata, { type: "sign_in.passkey", outcome: "failure", userId });
  return entered === "locked"
    ? failure("user_locked", { lockoutExpiresInSeconds: null }, { key: "locked_by_administrator" })
    : failure("passkey_not_accepted");
}

async function finishSignIn(
  tx: Db,
  checked: CheckedPasskey,
  caller: Caller,
): Promise<NewSession | "locked" | "rejected"> {
  const { userId } = checked.passkey;
  const user = await lockUserRow(tx, userId);
  if (user === null || user.isLocked) return "locked";
  if (!(await consumePasskey(tx, checked, caller))) return "rejected";
  const event: EventOf = ({ sessionId }) => ({
    type: "sign_in.passkey",
    outcome: "success",
    userId,
    sessionId,
  });
  return createSignInSession(tx, { user, attempt: null, withSecondFactor: true, event }, caller);
}
