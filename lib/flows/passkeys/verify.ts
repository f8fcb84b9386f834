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

/** What a browser answers a challenge with. */
export type PasskeyAnswer = AuthenticationResponseJSON;

/** What a passkey is asked for. */
export type PasskeySubject = Omit<ChallengeSubject, "clientHash"> & { userVerification: UserVerification };

/** A passkey that has signed what it was asked to. It counts once it is spent. */
export type CheckedPasskey = { passkey: StoredPasskey; assertion: Assertion };

/**
 * Checks what a passkey has answered. The challenge is spent first, whatever comes of it.
 *
 * @param userId whose passkey it has to be, or `null` where that is not known yet
 * @returns `null` if it was not asked of this client, is too late, was answered before, or does not hold
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

/** Whoever is not known yet is who the passkey itself says; where they are, it need not say. */
function isOf(
  passkey: StoredPasskey,
  { response: { userHandle } }: PasskeyAnswer,
  userId: string | null,
): boolean {
  if (userHandle !== undefined && !isHandleOf(userHandle, passkey.userId)) return false;
  return userId === null ? userHandle !== undefined : passkey.userId === userId;
}

/**
 * Spends a passkey that was checked. One whose counter has gone back is refused, and its owner is told.
 *
 * @param tx the transaction of what it is proven for, which commits also if this fails
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

/** A passkey as the second factor of somebody who is known. */
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
    refusal: failure("passkey_not_accepted"),
  };
}

async function notifyPossibleClone(tx: Db, userId: string, caller: Caller): Promise<void> {
  await recordEvent(tx, caller.metadata, { type: "passkey.counter_went_back", outcome: "failure", userId });
  const notice = await consumePoints(tx, requestLimits.passkeyNotices(userId));
  if (notice.allowed) await notifyAccountChange(tx, userId, { change: "passkey_copied", masked: "" }, caller);
}
