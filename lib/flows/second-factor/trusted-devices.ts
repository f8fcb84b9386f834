import { type Db, Prisma } from "@/lib/db/client";
import { type Caller, clientHash } from "../caller";

/** Days for which a device is trusted. */
const TRUST_DAYS = 30;

/** Returns the SQL condition that a user `u` can skip the second factor in the calling browser. */
export const trustedDeviceCondition = (caller: Caller) => Prisma.sql`
  EXISTS (SELECT 1 FROM "TrustedDevice" d
          WHERE d."userId" = u.id AND d."clientHash" = ${clientHash(caller)} AND d."expiresAt" > now())`;

/** Trusts the calling browser for thirty days. */
export async function trustDevice(tx: Db, userId: string, caller: Caller): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "TrustedDevice" ("userId", "clientHash", "userAgent", "expiresAt")
    VALUES (${userId}::uuid, ${clientHash(caller)}, ${caller.metadata.userAgent},
            now() + ${TRUST_DAYS} * interval '1 day')
    ON CONFLICT ("userId", "clientHash") DO UPDATE SET "expiresAt" = excluded."expiresAt"`;
}

/** Revokes every trusted device of a user: after a new password, a factor change, a lock, or a sign-out everywhere. */
export async function revokeTrustedDevices(tx: Db, userId: string): Promise<void> {
  await tx.trustedDevice.deleteMany({ where: { userId } });
}

/** A user and one of their sessions, which identifies a device. */
type SessionRef = { userId: string; sessionId: string };

/** Revokes the trusted device of a session that was revoked from another one. */
export async function revokeTrustedDevice(tx: Db, { userId, sessionId }: SessionRef): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "TrustedDevice" t USING "Session" s
    WHERE s.id = ${sessionId}::uuid AND t."userId" = ${userId}::uuid AND t."clientHash" = s."clientHash"`;
}

/** Revokes the trust in one client of a user. */
export async function revokeTrustOfClient(
  tx: Db,
  userId: string,
  hash: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await tx.trustedDevice.deleteMany({ where: { userId, clientHash: hash } });
}

/** Revokes every trusted device of a user except that of a session. */
export async function revokeOtherTrustedDevices(tx: Db, { userId, sessionId }: SessionRef): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "TrustedDevice" WHERE "userId" = ${userId}::uuid
      AND "clientHash" IS DISTINCT FROM (SELECT "clientHash" FROM "Session" WHERE id = ${sessionId}::uuid)`;
}
