import { readForAdmins } from "@/lib/db/admin-reads";
import { Prisma } from "@/lib/db/client";
import { afterCursor, type Page, pageOf } from "../cursor";

/** An event of the audit log, as an admin sees it. */
export type AuditRecord = {
  id: string;
  type: string;
  outcome: "success" | "failure";
  userId: string | null;
  /** The user who acted; `null` if the actor was not a user. `details.by` then names the kind of actor. */
  actorId: string | null;
  sessionId: string | null;
  signInId: string | null;
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  details: Record<string, unknown>;
  createdAt: Date;
};

/** A filter for audit events. `since` is inclusive, `until` is exclusive. */
export type AuditFilter = {
  userId: string | null;
  type: string | null;
  since: Date | null;
  until: Date | null;
};

/**
 * Lists audit events, newest first.
 *
 * @returns a page, and the cursor of the next page
 */
export async function listAuditEvents({
  limit,
  cursor,
  ...filter
}: Page & AuditFilter): Promise<{ events: AuditRecord[]; nextCursor: string | null }> {
  const conditions = [...conditionsOf(filter), afterCursor(Prisma.sql`a`, cursor)];
  const found = await readForAdmins(
    (db) => db.$queryRaw<AuditRecord[]>`
    SELECT a.id, a.type, a.outcome::text AS outcome, a."userId", a."actorId", a."sessionId", a."signInId",
           a."ipAddress", a."userAgent", a."requestId", a.details, a."createdAt"
    FROM "AuditEvent" a WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY a."createdAt" DESC, a.id DESC LIMIT ${limit + 1}`,
  );
  const { rows: events, nextCursor } = pageOf(found, limit);
  return { events, nextCursor };
}

function conditionsOf({ userId, type, since, until }: AuditFilter): Prisma.Sql[] {
  return [
    ...(userId === null ? [] : [Prisma.sql`a."userId" = ${userId}::uuid`]),
    ...(type === null ? [] : [Prisma.sql`a.type = ${type}`]),
    ...(since === null ? [] : [Prisma.sql`a."createdAt" >= ${since}::timestamptz`]),
    ...(until === null ? [] : [Prisma.sql`a."createdAt" < ${until}::timestamptz`]),
  ];
}
