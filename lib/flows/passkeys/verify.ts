import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { consumePoints } from "@/lib/db/rate-limit";
import { failure } from "@/lib/errors";
import {
  type Assertion,
  type UserVerification,
  updateCounter,
  verifyAssertion,
} from "@/lib/factors/passkey/assertion";
import { type ChallengeSubject, consumeChallenge } from "@/lib/factors/passkey/challenge";
import { findPasskey, type StoredPasskey } from "@/lib/factors/passkey/stored";
import { isHandleOf } from "@/lib/factors/passkey/user-handle";
import { type Caller, clientHash } from "../caller";
import { requestLimits } from "../limits/requests";
import type { SecondFactorCheck } from "../second-factor/verify";
import { notifyAccountChange } from "../security-notices";

/** The browser's response to a challenge. */
export type PasskeyAnswer = AuthenticationResponseJSON;

/** The purpose of a challenge, and the user verification it requires. */
export type PasskeySubject = Omit<ChallengeSubject, "clientHash"> & { userVerification: UserVerification };

/** A passkey and its verified assertion. It takes effect once `consumePasskey` has accepted it. */
export type CheckedPasskey = { passkey: StoredPasskey; assertion: Assertion };

/**
 * Verifies the assertion of a passkey. Consumes the challenge first, whatever the result.
 *
 * @param userId the owner of the passkey, or `null` if the user is not known yet
 * @returns `null` if the challenge was not issued to this client, has expired or was consumed before, or if the
 *   assertion is invalid
 */
export async function verifyPasskey(
  db: Db,
  userId: string | null,
  answer: PasskeyAnswer,
  { userVerification, ...subject }: PasskeySubject,
  caller: Caller,
): Promise<CheckedPasskey | null> {
  const asked = { ...subject, clientHash: clientHash(caller) };
  const challenge = await consumeChallenge(db, answer.response.clientDataJSON, asked);
  const passkey = challenge && (await findPasskey(db, answer.id));
  if (!passkey || !isOf(passkey, answer, userId)) return null;
  const assertion = await verifyAssertion(answer, challenge, passkey, userVerification);
  return assertion && { passkey, assertion };
}

/** Without a known user, the user handle identifies them and is required. With one, it is optional but must match. */
function isOf(
  passkey: StoredPasskey,
  { response: { userHandle } }: PasskeyAnswer,
  userId: string | null,
): boolean {
  if (userHandle !== undefined && !isHandleOf(userHandle, passkey.userId)) return false;
  return userId === null ? userHandle !== undefined : passkey.userId === userId;
}

/**
 * Consumes a verified passkey. Rejects one whose counter has not increased, and notifies its owner.
 *
 * @param tx the transaction of the action that the passkey authorizes; it also commits if this returns false
 */
export async function consumePasskey(
  tx: Db,
  { passkey, assertion }: CheckedPasskey,
  caller: Caller,
): Promise<boolean> {
  if (await updateCounter(tx, passkey.id, assertion)) return true;
  const isThere = (await tx.passkey.count({ where: { id: passkey.id } })) > 0;
  if (isThere) await notifyPossibleClone(tx, passkey.userId, caller);
  return false;
}

/** Creates the check of a passkey as the second factor of a known user. */
export function passkeyCheck(
  userId: string,
  answer: PasskeyAnswer,
  subject: PasskeySubject,
  caller: Caller,
): SecondFactorCheck {
  return {
    strategy: "passkey",
    check: async (db) => {
      const checked = await verifyPasskey(db, userId, answer, subject, caller);
      return async (tx) =>
        checked !== null && (await consumePasskey(tx, checked, caller)) ? "right" : "wrong";
    },
    rejection: failure("passkey_not_accepted"),
  };
}

async function notifyPossibleClone(tx: Db, userId: string, caller: Caller): Promise<void> {
  await recordEvent(tx, caller.metadata, { type: "passkey.counter_went_back", outcome: "failure", userId });
  const notice = await consumePoints(tx, requestLimits.passkeyNotices(userId));
  if (notice.allowed) await notifyAccountChange(tx, userId, { change: "passkey_copied", masked: "" }, caller);
}
