import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { revokeSessionById } from "@/lib/sessions/sessions";
import { lockUserRow } from "../accounts";
import type { Caller } from "../caller";
import { forgetKnownClientOf } from "../known-clients";
import { revokeTrustedDevice } from "../second-factor/trusted-devices";
import { sessionOfReportToken } from "./token";

/** A session that can be reported, or has ended meanwhile, as the page of its link may show it. */
export type SessionReport = {
  state: "active" | "ended";
  createdAt: Date;
  userAgent: string | null;
  ipAddress: string | null;
};

type Row = SessionReport & { id: string; userId: string; emailAddress: string | null };

/**
 * Reads the session that the token of a notice reports. Reading it changes nothing.
 *
 * @returns `null` if the token is not authentic, or the session was deleted since
 */
export async function readSessionReport(token: string): Promise<SessionReport | null> {
  const row = await findReported(await database(), token);
  if (row === null) return null;
  const { state, createdAt, userAgent, ipAddress } = row;
  return { state, createdAt, userAgent, ipAddress };
}

async function findReported(db: Db, token: string): Promise<Row | null> {
  const sessionId = sessionOfReportToken(token);
  if (sessionId === null) return null;
  const [row] = await db.$queryRaw<Row[]>`
    SELECT s.id, s."userId", s."createdAt", s."userAgent", s."ipAddress",
           CASE WHEN s."revokedAt" IS NULL AND s."expiresAt" > now() THEN 'active' ELSE 'ended' END AS state,
           (SELECT e.address FROM "EmailAddress" e WHERE e."userId" = s."userId" AND e."verifiedAt" IS NOT NULL
            ORDER BY e."isPrimary" DESC, e."verifiedAt" LIMIT 1) AS "emailAddress"
    FROM "Session" s WHERE s.id = ${sessionId}::uuid`;
  return row ?? null;
}

/**
 * Reports a session as not created by the user: revokes it, and its client is neither known nor trusted any more. The
 * token is proof enough, because it was sent to the verified addresses only. If the session has ended already, nothing
 * changes.
 *
 * @returns the address with which the user can reset the password, or `null` without a verified address; or
 *   `resource_not_found` for a token that is not authentic or whose session was deleted
 */
export async function reportSession(
  token: string,
  caller: Caller,
): Promise<Result<{ emailAddress: string | null }>> {
  const row = await findReported(await database(), token);
  if (row === null) return failure("resource_not_found");
  await inTransaction((tx) => revoke(tx, { userId: row.userId, sessionId: row.id }, caller));
  return { ok: true, emailAddress: row.emailAddress };
}

async function revoke(tx: Db, of: { userId: string; sessionId: string }, caller: Caller): Promise<void> {
  await lockUserRow(tx, of.userId);
  if (!(await revokeSessionById(tx, of, "reported"))) return;
  await revokeTrustedDevice(tx, of);
  await forgetKnownClientOf(tx, of);
  await recordEvent(tx, caller.metadata, { type: "session.reported", outcome: "success", ...of });
}
