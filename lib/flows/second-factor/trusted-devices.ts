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
    VALUES (${userId}::uuid, ${clientHash(caller)}, ${caller.facts.userAgent},
            now() + ${TRUST_DAYS} * interval '1 day')
    ON CONFLICT ("userId", "clientHash") DO UPDATE SET "expiresAt" = excluded."expiresAt"`;
}

/** Trusts none of somebody's browsers any more: after a new password, and after every change of the factors. */
export async function forgetTrustedDevices(tx: Db, userId: string): Promise<void> {
  await tx.trustedDevice.deleteMany({ where: { userId } });
}
