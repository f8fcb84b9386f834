import { type Actor, recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { revokeSessionsOfClient } from "@/lib/sessions/sessions";
import { lockUserRow } from "../accounts";
import type { Caller } from "../caller";
import { forgetClient } from "../known-clients";
import { revokeTrustOfClient } from "../second-factor/trusted-devices";
import { flagPasswordCompromised } from "../users/password-compromised";
import { type ReportedDevice, readReportToken } from "./token";

/**
 * A device that can be reported, or was signed out meanwhile, as the page of its link may show it. The values are those
 * of its newest session; they are `null` once that session is deleted.
 */
export type DeviceReport = {
  state: "active" | "ended";
  signedInAt: Date | null;
  userAgent: string | null;
  ipAddress: string | null;
};

type Row = DeviceReport & {
  emailAddress: string | null;
  /** Whether the password has not been changed since the newest session of the device. */
  hasSamePassword: boolean;
};

/**
 * Reads the device that the token of a notice is about. Reading it changes nothing.
 *
 * @returns `null` if the token is not authentic, or the user was deleted since
 */
export async function readDeviceReport(token: string): Promise<DeviceReport | null> {
  const device = readReportToken(token);
  const row = device && (await findReported(await database(), device));
  if (!row) return null;
  const { state, signedInAt, userAgent, ipAddress } = row;
  return { state, signedInAt, userAgent, ipAddress };
}

async function findReported(
  db: Db,
  { userId, clientHash, emailAddressId }: ReportedDevice,
): Promise<Row | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT s."createdAt" AS "signedInAt", s."userAgent", s."ipAddress",
           CASE WHEN EXISTS (SELECT 1 FROM "Session" l WHERE l."userId" = u.id AND l."clientHash" = ${clientHash}
                             AND l."revokedAt" IS NULL AND l."expiresAt" > now())
                  OR EXISTS (SELECT 1 FROM "KnownClient" k
                             WHERE k."userId" = u.id AND k."clientHash" = ${clientHash})
                  OR EXISTS (SELECT 1 FROM "TrustedDevice" d
                             WHERE d."userId" = u.id AND d."clientHash" = ${clientHash})
                THEN 'active' ELSE 'ended' END AS state,
           (SELECT e.address FROM "EmailAddress" e
            WHERE e.id = ${emailAddressId}::uuid AND e."userId" = u.id AND e."verifiedAt" IS NOT NULL) AS "emailAddress",
           coalesce(u."passwordChangedAt" <= s."createdAt", true) AS "hasSamePassword"
    FROM "User" u LEFT JOIN LATERAL (
      SELECT * FROM "Session" n WHERE n."userId" = u.id AND n."clientHash" = ${clientHash}
      ORDER BY n."createdAt" DESC LIMIT 1) s ON true
    WHERE u.id = ${userId}::uuid`;
  return row ?? null;
}

/**
 * Reports a device as not the user's: revokes all its sessions, and it is neither known nor trusted any more. Unless the
 * password was changed since, it is flagged as compromised, so that it signs in no other device before the user has set
 * a new one. The token is proof enough, because it was sent to a verified address only. A device that is signed out
 * already changes nothing.
 *
 * @returns the address that received the notice, with which the user can reset the password, or `null` if it is not
 *   verified any more; or `resource_not_found` for a token that is not authentic or whose user was deleted
 */
export async function reportDevice(
  token: string,
  caller: Caller,
): Promise<Result<{ emailAddress: string | null }>> {
  const device = readReportToken(token);
  if (device === null) return failure("resource_not_found");
  return inTransaction(async (tx) => {
    await lockUserRow(tx, device.userId);
    const row = await findReported(tx, device);
    if (row === null) return failure("resource_not_found");
    if (row.state === "active") await signOutDevice(tx, device, row, caller);
    return { ok: true, emailAddress: row.emailAddress };
  });
}

async function signOutDevice(
  tx: Db,
  { userId, clientHash }: ReportedDevice,
  { hasSamePassword }: Row,
  { metadata }: Caller,
): Promise<void> {
  const sessionsRevoked = await revokeSessionsOfClient(tx, { userId, clientHash }, "reported");
  await forgetClient(tx, userId, clientHash);
  await revokeTrustOfClient(tx, userId, clientHash);
  const details = { sessionsRevoked };
  await recordEvent(tx, metadata, { type: "session.reported", outcome: "success", userId, details });
  const actor: Actor = { by: "user", userId, metadata };
  if (hasSamePassword) await flagPasswordCompromised(tx, userId, "reported", actor);
}
