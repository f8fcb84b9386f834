import { database, Prisma } from "@/lib/db/client";
import { afterCursor, type Page, pageOf } from "../cursor";

/** One line of the audit log, as whoever administers Latchkey sees it. */
export type AuditRecord = {
  id: string;
  type: string;
  outcome: "success" | "failure";
  userId: string | null;
  /** Who did it; `null` where it is nobody of ours, and `details.by` tells as what they did it. */
  actorId: string | null;
  sessionId: string | null;
  signInId: string | null;
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  details: Record<string, unknown>;
  createdAt: Date;
};

/** Which lines are asked for; `since` is part of the span, `until` is not. */
export type AuditFilter = {
  userId: string | null;
  type: string | null;
  since: Date | null;
  until: Date | null;
};

/**
 * The audit log, the newest line first.
 *
 * @returns a page, and by which cursor to ask for the next one
 */
export async function listAuditEvents({
  limit,
  cursor,
  ...filter
}: Page & AuditFilter): Promise<{ events: AuditRecord[]; nextCursor: string | null }> {
  const db = await database();
  const conditions = [...conditionsOf(filter), afterCursor(Prisma.sql`a`, cursor)];
  const found = await db.$queryRaw<AuditRecord[]>`
    SELECT a.id, a.type, a.outcome::text AS outcome, a."userId", a."actorId", a."sessionId", a."signInId",
           a."ipAddress", a."userAgent", a."requestId", a.details, a."createdAt"
    FROM "AuditEvent" a WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY a."createdAt" DESC, a.id DESC LIMIT ${limit + 1}`;
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
