import type { Db } from "@/lib/db/client";
import type { SignInStatus, VerificationMethod } from "@/lib/db/generated/enums";
import { type Caller, clientHash } from "../caller";
import { knownClientCondition } from "../known-clients";
import {
  isPending,
  toVerification,
  type Verification,
  type VerificationRow,
  verificationRow,
} from "../verification/verification";

/** A sign-in attempt as stored in the database. It belongs to the client that started it. */
export type SignInAttempt = {
  id: string;
  status: SignInStatus;
  identifier: string;
  /** The identifier as typed; `null` for attempts of an earlier version and those that no identifier started. */
  typedIdentifier: string | null;
  userId: string | null;
  firstFactorVerifiedAt: Date | null;
  createdSessionId: string | null;
  redirectUrl: string | null;
  /** Set with the second factor: the hash of the new password, and whether all other sessions are revoked with it. */
  newPasswordHash: string | null;
  signOutOthers: boolean;
  /** The verification by SMS of the second factor, if one was requested. */
  secondVerificationId: string | null;
  /** Whether the calling client has signed in to the account before. */
  isKnownClient: boolean;
  verification: Verification;
};

/**
 * Finds an attempt of the calling client. An attempt of another client is not found, even if the caller knows its ID.
 *
 * @param db the database, or a transaction; with `lock` the row is locked until the transaction ends
 * @param signInId a UUID
 */
export async function findAttempt(
  db: Db,
  signInId: string,
  caller: Caller,
  { lock = false } = {},
): Promise<SignInAttempt | null> {
  if (lock) await db.$executeRaw`SELECT 1 FROM "SignIn" WHERE id = ${signInId}::uuid FOR UPDATE`;
  // One statement reads both rows, because both change in one transaction.
  const [row] = await db.$queryRaw<Row[]>`
    SELECT s.status::text AS status, s.identifier, s."typedIdentifier", s."userId" AS "signInUserId",
      s."firstFactorVerifiedAt", s."createdSessionId", s."redirectUrl", s."newPasswordHash", s."signOutOthers",
      s."secondVerificationId", ${knownClientCondition(caller)} AS "isKnownClient", ${verificationRow(caller)}
    FROM "SignIn" s JOIN "Verification" v ON v.id = s."verificationId" LEFT JOIN "User" u ON u.id = v."userId"
    WHERE s.id = ${signInId}::uuid`;
  if (!row?.ownClient) return null;
  const {
    status,
    identifier,
    typedIdentifier,
    signInUserId,
    firstFactorVerifiedAt,
    createdSessionId,
    ...rest
  } = row;
  const { redirectUrl, newPasswordHash, signOutOthers, secondVerificationId, isKnownClient, ...own } = rest;
  const verification = toVerification(own);
  const isAbandoned = verification.cancelledAt !== null && status !== "complete";
  return {
    id: signInId,
    status: isAbandoned ? "abandoned" : status,
    identifier,
    typedIdentifier,
    userId: signInUserId,
    firstFactorVerifiedAt,
    createdSessionId,
    redirectUrl,
    newPasswordHash,
    signOutOthers,
    secondVerificationId,
    isKnownClient,
    verification,
  };
}

type Row = Omit<SignInAttempt, "id" | "userId" | "verification"> &
  VerificationRow & { signInUserId: string | null };

/**
 * Returns the ID of the client's newest attempt for any of the given purposes, or `null`.
 *
 * @param identifier a normalized identifier; if given, only attempts for it are considered
 */
export async function newestAttemptId(
  db: Db,
  purposes: ("sign_in" | "reset_password")[],
  caller: Caller,
  identifier?: string,
): Promise<string | null> {
  const newest = await db.signIn.findFirst({
    where: {
      verification: { clientHash: clientHash(caller), purpose: { in: purposes } },
      ...(identifier !== undefined && { identifier }),
    },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return newest?.id ?? null;
}

/** Whether an attempt is pending its first factor. */
export function needsFirstFactor({ status, verification }: SignInAttempt): boolean {
  return status === "needs_first_factor" && isPending(verification);
}

/** The purpose and the method of a first factor that is verified by a message. */
export type FirstFactorStrategy = {
  purpose: "sign_in" | "reset_password";
  method: VerificationMethod;
};

/** The strategies by API name. */
export const firstFactorStrategies = {
  email_code: { purpose: "sign_in", method: "email_code" },
  email_link: { purpose: "sign_in", method: "email_link" },
  phone_code: { purpose: "sign_in", method: "phone_code" },
  reset_password_email_code: { purpose: "reset_password", method: "email_code" },
  reset_password_email_link: { purpose: "reset_password", method: "email_link" },
  reset_password_phone_code: { purpose: "reset_password", method: "phone_code" },
} as const satisfies Record<string, FirstFactorStrategy>;

export type StrategyName = keyof typeof firstFactorStrategies;

export const STRATEGY_NAMES = Object.keys(firstFactorStrategies) as StrategyName[];

/** Returns the strategy name for a purpose and a method. */
export function strategyOf(purpose: string, method: VerificationMethod): StrategyName {
  const name = STRATEGY_NAMES.find((candidate) => {
    const strategy = firstFactorStrategies[candidate];
    return strategy.purpose === purpose && strategy.method === method;
  });
  return name ?? method;
}

/**
 * Returns the number that verified the first factor of an attempt, or `null`. It cannot verify the second factor too.
 */
export function firstFactorPhoneOf({ verification }: SignInAttempt): string | null {
  return verification.method === "phone_code" ? verification.phoneNumberId : null;
}
