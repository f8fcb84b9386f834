import type { Db } from "@/lib/db/client";
import type { SignInStatus } from "@/lib/db/generated/enums";
import { type Caller, clientHash } from "../caller";
import { isWaiting, readVerification, type Verification } from "../verification/row";

/** A sign-in attempt as it stands in the database, of the client that began it. */
export type SignInAttempt = {
  id: string;
  status: SignInStatus;
  identifier: string;
  userId: string | null;
  firstFactorVerifiedAt: Date | null;
  createdSessionId: string | null;
  redirectUrl: string | null;
  /** Set with the second factor: a new password, and whether every other session ends with it. */
  newPasswordHash: string | null;
  signOutOthers: boolean;
  verification: Verification;
};

/**
 * Reads an attempt of this client. Another client's is not found, whoever knows its id.
 *
 * @param db the database, or a transaction; with `lock` the row is held until the transaction ends
 * @param signInId a UUID
 */
export async function findAttempt(
  db: Db,
  signInId: string,
  caller: Caller,
  { lock = false } = {},
): Promise<SignInAttempt | null> {
  if (lock) await db.$executeRaw`SELECT 1 FROM "SignIn" WHERE id = ${signInId}::uuid FOR UPDATE`;
  const row = await db.signIn.findUnique({ where: { id: signInId } });
  const verification = row && (await readVerification(db, row.verificationId, caller));
  return row && verification?.ownClient ? { ...row, verification } : null;
}

/** The id of the newest attempt of this client for any of some purposes, or `null`. */
export async function newestAttemptId(
  db: Db,
  purposes: ("sign_in" | "reset_password")[],
  caller: Caller,
): Promise<string | null> {
  const newest = await db.signIn.findFirst({
    where: { verification: { clientHash: clientHash(caller), purpose: { in: purposes } } },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return newest?.id ?? null;
}

/** Whether an attempt still waits for its first factor. */
export function needsFirstFactor({ status, verification }: SignInAttempt): boolean {
  return status === "needs_first_factor" && isWaiting(verification);
}

/** Ends what else was begun for a user: once a password is proven or changed, older messages must not work any more. */
export async function abandonAttempts(tx: Db, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Verification" v SET "cancelledAt" = now()
    FROM "SignIn" s
    WHERE s."verificationId" = v.id AND s."userId" = ${userId}::uuid AND s.status NOT IN ('complete', 'abandoned')
      AND v."verifiedAt" IS NULL AND v."cancelledAt" IS NULL`;
  await tx.$executeRaw`
    UPDATE "SignIn" SET status = 'abandoned'
    WHERE "userId" = ${userId}::uuid AND status NOT IN ('complete', 'abandoned')`;
}
