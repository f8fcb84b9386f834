import type { Db } from "@/lib/db/client";
import { type Caller, clientHash } from "../caller";

/** How long a browser is trusted. */
const TRUST_DAYS = 30;

/** Whether somebody need not prove a second factor in the browser that calls. */
export async function isTrustedDevice(db: Db, userId: string, caller: Caller): Promise<boolean> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "TrustedDevice"
    WHERE "userId" = ${userId}::uuid AND "clientHash" = ${clientHash(caller)} AND "expiresAt" > now()`;
  return row !== undefined;
}

/** Trusts the browser that calls, for thirty days from now. */
export async function trustDevice(tx: Db, userId: string, caller: Caller): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "TrustedDevice" ("userId", "clientHash", "userAgent", "expiresAt")
    VALUES (${userId}::uuid, ${clientHash(caller)}, ${caller.metadata.userAgent},
            now() + ${TRUST_DAYS} * interval '1 day')
    ON CONFLICT ("userId", "clientHash") DO UPDATE SET "expiresAt" = excluded."expiresAt"`;
}

/** Trusts none of somebody's browsers any more: after a new password, every change of the factors, a lock, and a sign-out everywhere. */
export async function revokeTrustedDevices(tx: Db, userId: string): Promise<void> {
  await tx.trustedDevice.deleteMany({ where: { userId } });
}

/** Whose browser, as one of their sessions knows it. */
type SessionRef = { userId: string; sessionId: string };

/** Trusts the browser of a session no more: it was signed out from elsewhere. */
export async function revokeTrustedDevice(tx: Db, { userId, sessionId }: SessionRef): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "TrustedDevice" t USING "Session" s
    WHERE s.id = ${sessionId}::uuid AND t."userId" = ${userId}::uuid AND t."clientHash" = s."clientHash"`;
}

/** Trusts no browser any more but that of a session. */
export async function revokeOtherTrustedDevices(tx: Db, { userId, sessionId }: SessionRef): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "TrustedDevice" WHERE "userId" = ${userId}::uuid
      AND "clientHash" IS DISTINCT FROM (SELECT "clientHash" FROM "Session" WHERE id = ${sessionId}::uuid)`;
}
