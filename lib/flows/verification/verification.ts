import { type AuditEvent, eventInsert, logEvent } from "@/lib/audit";
import { type Db, Prisma } from "@/lib/db/client";
import type { VerificationMethod, VerificationPurpose } from "@/lib/db/generated/enums";
import { type Caller, clientHash } from "../caller";
import { clearMessageCooldown } from "../limits/messages";
import { changeNotification } from "./events";
import { IS_VOID } from "./void";

/** A verification as stored in the database. */
export type Verification = {
  id: string;
  purpose: VerificationPurpose;
  method: VerificationMethod | null;
  destination: string | null;
  userId: string | null;
  emailAddressId: string | null;
  phoneNumberId: string | null;
  sessionId: string | null;
  attempts: number;
  matchNumber: number | null;
  returnUrl: string | null;
  verifiedAt: Date | null;
  verifiedByClientHash: Uint8Array | null;
  failedAt: Date | null;
  /** Also set if the attempt of the verification is void. */
  cancelledAt: Date | null;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: Date;
  expiresAt: Date;
  /** Whether the verification has expired, by the database's clock. */
  ended: boolean;
  /** Whether the calling client requested it. */
  ownClient: boolean;
  /** Whether the client that requested it also verified it; `null` until it is verified. */
  verifiedBySameClient: boolean | null;
};

/**
 * The columns of "Verification" v. A prepared statement fails after a migration if it returns all columns of a table.
 */
export const VERIFICATION_COLUMNS = Prisma.sql`
  v.id, v.purpose, v.method, v.destination, v."userId", v."emailAddressId", v."phoneNumberId", v."sessionId",
  v.attempts, v."matchNumber", v."returnUrl", v."verifiedAt", v."verifiedByClientHash", v."failedAt", v."cancelledAt",
  v."ipAddress", v."userAgent", v."createdAt", v."expiresAt"`;

/** The purpose and target of a new verification. */
export type VerificationSubject = {
  purpose: VerificationPurpose;
  userId?: string | null;
  emailAddressId?: string;
  phoneNumberId?: string;
  sessionId?: string;
};

/** The time limit from the start of a verification until it is verified. */
const VERIFICATION_TTL_SECONDS = 3600;

/** The time limit for the steps that follow a verified factor. */
export const PROOF_TTL_SECONDS = 900;

/** Creates a verification for the calling client and returns its ID. No message is sent yet. */
export async function createVerification(
  tx: Db,
  subject: VerificationSubject,
  caller: Caller,
): Promise<string> {
  const id = crypto.randomUUID();
  await tx.$executeRaw(verificationInsert(id, subject, caller));
  return id;
}

/** Returns the statement that stores a new verification of the calling client. */
export function verificationInsert(id: string, subject: VerificationSubject, caller: Caller) {
  const { ipAddress, userAgent } = caller.metadata;
  return Prisma.sql`
    INSERT INTO "Verification" (id, "clientHash", purpose, "userId", "emailAddressId", "phoneNumberId", "sessionId",
                                "ipAddress", "userAgent", "expiresAt")
    VALUES (${id}::uuid, ${clientHash(caller)}, ${subject.purpose}::"VerificationPurpose",
            ${subject.userId ?? null}::uuid, ${subject.emailAddressId ?? null}::uuid,
            ${subject.phoneNumberId ?? null}::uuid, ${subject.sessionId ?? null}::uuid, ${ipAddress}, ${userAgent},
            now() + ${VERIFICATION_TTL_SECONDS} * interval '1 second')`;
}

/**
 * Reads a verification, whichever client requested it.
 *
 * @param verificationId a UUID
 */
export async function readVerification(
  db: Db,
  verificationId: string,
  caller: Caller,
): Promise<Verification | null> {
  const [row] = await db.$queryRaw<VerificationRow[]>`
    SELECT ${verificationRow(caller)}
    FROM "Verification" v LEFT JOIN "User" u ON u.id = v."userId" WHERE v.id = ${verificationId}::uuid`;
  return row ? toVerification(row) : null;
}

/** A verification as read from the database. */
export type VerificationRow = Verification & { isVoid: boolean | null };

/** Returns the columns of a `VerificationRow` for "Verification" v and its "User" u. */
export const verificationRow = (caller: Caller) => Prisma.sql`
  ${VERIFICATION_COLUMNS}, v."expiresAt" <= now() AS ended, v."clientHash" = ${clientHash(caller)} AS "ownClient",
  v."clientHash" = v."verifiedByClientHash" AS "verifiedBySameClient", ${IS_VOID} AS "isVoid"`;

/** Returns the verification of a row. One of a void attempt counts as cancelled. */
export function toVerification({ isVoid, ...verification }: VerificationRow): Verification {
  return isVoid ? { ...verification, cancelledAt: verification.cancelledAt ?? new Date() } : verification;
}

/**
 * Finds a verification of the calling client. A verification of another client is not found, even if the caller knows
 * its ID.
 *
 * @param db the database, or a transaction; with `lock` the row is locked until the transaction ends
 * @param verificationId a UUID
 */
export async function findVerification(
  db: Db,
  verificationId: string,
  caller: Caller,
  { lock = false } = {},
): Promise<Verification | null> {
  if (lock) await db.$executeRaw`SELECT 1 FROM "Verification" WHERE id = ${verificationId}::uuid FOR UPDATE`;
  const verification = await readVerification(db, verificationId, caller);
  return verification?.ownClient ? verification : null;
}

/** Whether a verification is pending. */
export function isPending(verification: Verification): boolean {
  const { verifiedAt, failedAt, cancelledAt, ended } = verification;
  return verifiedAt === null && failedAt === null && cancelledAt === null && !ended;
}

/**
 * Marks a verification as verified by the calling client, and publishes that it has changed. Safe under concurrency:
 * only one caller succeeds. The message has arrived, so the client or user that requested it can request another one
 * without a cooldown.
 *
 * @param ttlSeconds the time limit for the steps that follow
 * @param event an audit event that is recorded in the same statement
 * @returns whether this call marked it
 */
export async function markVerified(
  tx: Db,
  verificationId: string,
  ttlSeconds: number,
  caller: Caller,
  event: AuditEvent | null = null,
): Promise<boolean> {
  const record = event ? Prisma.sql`, event AS (${eventInsert(caller.metadata, event)})` : Prisma.empty;
  const [marked] = await tx.$queryRaw<
    { clientHash: Uint8Array; userId: string | null; destination: string | null }[]
  >`
    WITH marked AS (
      UPDATE "Verification" SET "verifiedAt" = now(), "verifiedByClientHash" = ${clientHash(caller)},
        "expiresAt" = now() + ${ttlSeconds} * interval '1 second'
      WHERE id = ${verificationId}::uuid AND "verifiedAt" IS NULL AND "failedAt" IS NULL
        AND "cancelledAt" IS NULL AND "expiresAt" > now()
      RETURNING "clientHash", "userId", destination)${record}
    SELECT "clientHash", "userId", destination, ${changeNotification(verificationId)}::text AS published FROM marked`;
  if (event) logEvent(tx, caller.metadata, event);
  if (!marked) return false;
  if (marked.destination !== null) await clearMessageCooldown(tx, marked, marked.destination);
  return true;
}
