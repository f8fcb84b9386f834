import type { Db } from "@/lib/db/client";
import type { VerificationMethod, VerificationPurpose } from "@/lib/db/generated/enums";
import { type Caller, clientHash } from "../caller";
import { clearMessageCooldown } from "../limits/messages";
import { IS_VOID } from "./void";

/** A verification as it stands in the database. */
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
  /** Set, too, where the attempt it belongs to is void. */
  cancelledAt: Date | null;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: Date;
  expiresAt: Date;
  /** Past its end, by the database's clock. */
  ended: boolean;
  /** Begun by the client that asks. */
  ownClient: boolean;
  /** Whether the client that began it is the one that proved it; `null` as long as it is not proven. */
  verifiedBySameClient: boolean | null;
};

/** What a new verification is for. */
export type VerificationSubject = {
  purpose: VerificationPurpose;
  userId?: string | null;
  emailAddressId?: string;
  phoneNumberId?: string;
  sessionId?: string;
};

/** How long a verification may take from its beginning to its proof. */
const VERIFICATION_TTL_SECONDS = 3600;

/** How long somebody who proved a factor may take for what follows from it. */
export const PROOF_TTL_SECONDS = 900;

/** Begins a verification, for the client that asks; nothing is sent yet. Returns its id. */
export async function createVerification(
  tx: Db,
  subject: VerificationSubject,
  caller: Caller,
): Promise<string> {
  const { ipAddress, userAgent } = caller.metadata;
  const [row] = await tx.$queryRaw<[{ id: string }]>`
    INSERT INTO "Verification" ("clientHash", purpose, "userId", "emailAddressId", "phoneNumberId", "sessionId",
                                "ipAddress", "userAgent", "expiresAt")
    VALUES (${clientHash(caller)}, ${subject.purpose}::"VerificationPurpose", ${subject.userId ?? null}::uuid,
            ${subject.emailAddressId ?? null}::uuid, ${subject.phoneNumberId ?? null}::uuid,
            ${subject.sessionId ?? null}::uuid, ${ipAddress}, ${userAgent},
            now() + ${VERIFICATION_TTL_SECONDS} * interval '1 second')
    RETURNING id`;
  return row.id;
}

/**
 * Reads a verification, whoever began it.
 *
 * @param verificationId a UUID
 */
export async function readVerification(
  db: Db,
  verificationId: string,
  caller: Caller,
): Promise<Verification | null> {
  const [row] = await db.$queryRaw<(Verification & { isVoid: boolean | null })[]>`
    SELECT v.*, v."expiresAt" <= now() AS ended, v."clientHash" = ${clientHash(caller)} AS "ownClient",
      v."clientHash" = v."verifiedByClientHash" AS "verifiedBySameClient", ${IS_VOID} AS "isVoid"
    FROM "Verification" v LEFT JOIN "User" u ON u.id = v."userId" WHERE v.id = ${verificationId}::uuid`;
  if (!row) return null;
  const { isVoid, ...verification } = row;
  return isVoid ? { ...verification, cancelledAt: verification.cancelledAt ?? new Date() } : verification;
}

/**
 * Reads a verification of this client. Another client's is not found, whoever knows its id.
 *
 * @param db the database, or a transaction; with `lock` the row is held until the transaction ends
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

/** Whether a verification still waits for its proof. */
export function isPending(verification: Verification): boolean {
  const { verifiedAt, failedAt, cancelledAt, ended } = verification;
  return verifiedAt === null && failedAt === null && cancelledAt === null && !ended;
}

/**
 * Marks a verification as proven by the client that calls. Of any number of proofs at once, one does so. The recipient of its
 * message has it, so the client that requested it need not wait to request another one.
 *
 * @param ttlSeconds how long what follows from the proof may take
 */
export async function markVerified(
  tx: Db,
  verificationId: string,
  ttlSeconds: number,
  caller: Caller,
): Promise<boolean> {
  const [marked] = await tx.$queryRaw<{ clientHash: Uint8Array; destination: string | null }[]>`
    UPDATE "Verification" SET "verifiedAt" = now(), "verifiedByClientHash" = ${clientHash(caller)},
      "expiresAt" = now() + ${ttlSeconds} * interval '1 second'
    WHERE id = ${verificationId}::uuid AND "verifiedAt" IS NULL AND "failedAt" IS NULL
      AND "cancelledAt" IS NULL AND "expiresAt" > now()
    RETURNING "clientHash", destination`;
  if (!marked) return false;
  if (marked.destination !== null) await clearMessageCooldown(tx, marked.clientHash, marked.destination);
  return true;
}
