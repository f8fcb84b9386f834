import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { assertionOptions } from "@/lib/factors/passkey/assertion";
import { wakeOutbox } from "@/lib/messages/outbox";
import type { NewSession } from "@/lib/session/rows";
import type { Caller } from "../caller";
import { withinLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { openSession } from "../sign-in/enter";
import { challengeFor, type PasskeyQuestion } from "./ask";
import { type CheckedPasskey, checkPasskey, type PasskeyAnswer, spendPasskey } from "./check";

/** It takes its person: whoever only finds the device must not come in by it. */
const SUBJECT = { purpose: "sign_in", userVerification: "required" } as const;

/**
 * Asks for whichever passkey somebody picks. Nobody has said who they are, so no passkey is named.
 *
 * @returns the options for the browser; or the errors of `challengeFor`
 */
export async function beginPasskeySignIn(caller: Caller): Promise<PasskeyQuestion> {
  const asked = await challengeFor({ purpose: SUBJECT.purpose }, caller);
  if (!asked.ok) return asked;
  const { userVerification } = SUBJECT;
  return { ok: true, options: await assertionOptions(asked.challenge, { userVerification, passkeys: [] }) };
}

/**
 * Signs in by a passkey that its person has unlocked: two factors in one, so no second one is asked for.
 *
 * @returns the session; or `passkey_not_accepted`, `user_locked`, `too_many_requests`
 */
export async function signInWithPasskey(
  answer: PasskeyAnswer,
  caller: Caller,
): Promise<Result<{ session: NewSession }>> {
  const db = await database();
  const checked = await checkPasskey(db, null, answer, SUBJECT, caller);
  if (checked === null) {
    const within = await withinLimits(db, caller.facts, requestLimits.attempts(caller.facts));
    if (!within.ok) return within;
  }
  const entered = checked === null ? "refused" : await inTransaction((tx) => comeIn(tx, checked, caller));
  wakeOutbox();
  if (typeof entered === "object") return { ok: true, session: entered };
  const userId = checked?.passkey.userId ?? null;
  await recordEvent(db, caller.facts, { type: "sign_in.passkey", outcome: "failure", userId });
  return entered === "locked"
    ? failure("user_locked", { lockoutExpiresInSeconds: null }, { key: "locked_by_administrator" })
    : failure("passkey_not_accepted");
}

async function comeIn(
  tx: Db,
  checked: CheckedPasskey,
  caller: Caller,
): Promise<NewSession | "locked" | "refused"> {
  const { userId } = checked.passkey;
  const [unlocked] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "User" WHERE id = ${userId}::uuid AND "lockedAt" IS NULL FOR NO KEY UPDATE`;
  if (unlocked === undefined) return "locked";
  if (!(await spendPasskey(tx, checked, caller))) return "refused";
  const session = await openSession(tx, { userId, signInId: null, withSecondFactor: true }, caller);
  const sessionId = session.id;
  await recordEvent(tx, caller.facts, { type: "sign_in.passkey", outcome: "success", userId, sessionId });
  return session;
}
