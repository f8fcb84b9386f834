import { database, Prisma } from "@/lib/db/client";
import type { MessageChannel, OutboxStatus } from "@/lib/db/generated/enums";
import { afterCursor, type Page, pageOf } from "../cursor";

/** A message on its way or ended, without what is in it. */
export type MessageRecord = {
  id: string;
  channel: MessageChannel;
  template: string;
  recipient: string;
  status: OutboxStatus;
  attempts: number;
  /** What sent it; `null` before the first try. */
  connector: string | null;
  lastError: string | null;
  /** Whether it has failed, and what was in it is kept. */
  canBeResent: boolean;
  createdAt: Date;
  endedAt: Date | null;
};

/**
 * Messages, the newest first. They are kept for a week after they ended; codes and links are never told.
 *
 * @param failedOnly those given up alone
 * @returns a page, and by which cursor to ask for the next one
 */
export async function listMessages({
  failedOnly,
  limit,
  cursor,
}: Page & { failedOnly: boolean }): Promise<{ messages: MessageRecord[]; nextCursor: string | null }> {
  const db = await database();
  const picked = failedOnly ? Prisma.sql`m.status = 'failed'` : Prisma.sql`true`;
  const found = await db.$queryRaw<MessageRecord[]>`
    SELECT m.id, m.channel::text AS channel, m.template, m.recipient, m.status::text AS status, m.attempts,
           m.connector, m."lastError", m."createdAt", m."endedAt",
           m.status = 'failed' AND m."sealedValues" IS NOT NULL
             AND coalesce(m."expiresAt" > now(), true) AS "canBeResent"
    FROM "OutboxMessage" m WHERE ${picked} AND ${afterCursor(Prisma.sql`m`, cursor)}
    ORDER BY m."createdAt" DESC, m.id DESC LIMIT ${limit + 1}`;
  const { rows: messages, nextCursor } = pageOf(found, limit);
  return { messages, nextCursor };
}
