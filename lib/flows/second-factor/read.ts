import { type Db, database } from "@/lib/db/client";
import { maskIdentifier } from "@/lib/identifiers/identifier";
import { type Caller, clientHash } from "../caller";
import { findAttempt, firstFactorPhoneOf, type SignInAttempt } from "../sign-in/attempt";
import { type MessageProgress, messageProgress } from "../verification/progress";
import { findVerification, isPending } from "../verification/verification";
import { needsSecondFactor } from "./attempt";
import { type SecondFactorStrategy, type SecondFactors, secondFactorsOf, strategiesOf } from "./factors";

/** Returns the second factors and the number of trusted devices of an account, as its owner sees them. */
export async function getTwoFactorStatus(
  userId: string,
): Promise<SecondFactors & { trustedDevices: number }> {
  const db = await database();
  const [trusted] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM "TrustedDevice" WHERE "userId" = ${userId}::uuid AND "expiresAt" > now()`;
  return { ...(await secondFactorsOf(db, userId)), trustedDevices: trusted.count };
}

/** A sent SMS, and the number it went to. */
export type SentText = MessageProgress & { masked: string; phoneNumberId: string };

/** The state of an attempt's second factor, as far as its page may show it, and the page to redirect to afterwards. */
export type SecondFactorProgress = Progress & { redirectUrl: string | null };

type Progress =
  | {
      state: "needs_second_factor";
      signInId: string;
      identifier: string;
      strategies: SecondFactorStrategy[];
      hasPasskey: boolean;
      phones: { id: string; masked: string }[];
      sent: SentText | null;
      /** Whether a new password is pending until this step is complete. */
      holdsPassword: boolean;
    }
  | { state: "complete" | "ended" | "missing" };

/**
 * Reads the state of an attempt's second factor.
 *
 * @param signInId a UUID, or `null` for this client's newest attempt that is pending for a second factor
 */
export async function readSecondFactor(
  signInId: string | null,
  caller: Caller,
): Promise<SecondFactorProgress> {
  const db = await database();
  const id = signInId ?? (await newestWaitingId(db, caller));
  const attempt = id === null ? null : await findAttempt(db, id, caller);
  if (attempt === null) return { state: "missing", redirectUrl: null };
  return { ...(await progressOf(db, attempt, caller)), redirectUrl: attempt.redirectUrl };
}

async function progressOf(db: Db, attempt: SignInAttempt, caller: Caller): Promise<Progress> {
  if (attempt.status === "complete") return { state: "complete" };
  if (!needsSecondFactor(attempt)) return { state: "ended" };
  const factors = await secondFactorsOf(db, attempt.userId, firstFactorPhoneOf(attempt));
  return {
    state: "needs_second_factor",
    signInId: attempt.id,
    identifier: attempt.identifier,
    strategies: strategiesOf(factors),
    hasPasskey: factors.passkeys > 0,
    phones: factors.phones.map(({ id, masked }) => ({ id, masked })),
    sent: await sentText(db, attempt.secondVerificationId, caller),
    holdsPassword: attempt.newPasswordHash !== null,
  };
}

/** Returns the SMS of a verification that is still pending, or `null`. */
async function sentText(db: Db, verificationId: string | null, caller: Caller): Promise<SentText | null> {
  const verification = verificationId && (await findVerification(db, verificationId, caller));
  if (!verification || !isPending(verification)) return null;
  const progress = await messageProgress(db, verification);
  const { destination, phoneNumberId } = verification;
  if (progress === null || destination === null || phoneNumberId === null) return null;
  return { ...progress, masked: maskIdentifier(destination), phoneNumberId };
}

async function newestWaitingId(db: Db, caller: Caller): Promise<string | null> {
  const newest = await db.signIn.findFirst({
    where: { status: "needs_second_factor", verification: { clientHash: clientHash(caller) } },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return newest?.id ?? null;
}

/**
 * Returns the SMS that makes a number a second factor.
 *
 * @param verificationId a UUID
 * @returns `null` if this client has no such pending verification
 */
export async function readSecondFactorSetup(
  verificationId: string,
  caller: Caller,
): Promise<SentText | null> {
  return sentText(await database(), verificationId, caller);
}
