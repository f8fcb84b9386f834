import { readForAdmins } from "@/lib/db/admin-reads";
import { Prisma } from "@/lib/db/client";
import type { MessageChannel, OutboxStatus } from "@/lib/db/generated/enums";
import { afterCursor, type Page, pageOf } from "../../cursor";

/** A pending or ended message, without its content. */
export type MessageRecord = {
  id: string;
  channel: MessageChannel;
  template: string;
  recipient: string;
  status: OutboxStatus;
  attempts: number;
  /** The connector that sent it; `null` before the first attempt. */
  connector: string | null;
  lastError: string | null;
  /** Whether it has failed and its content is still stored and has not expired. */
  canBeResent: boolean;
  createdAt: Date;
  endedAt: Date | null;
};

/**
 * Lists messages, newest first. Messages are stored for a week after they have ended. Codes and links are never
 * returned.
 *
 * @param failedOnly whether to list only failed messages
 * @returns a page, and the cursor of the next page
 */
export async function listMessages({
  failedOnly,
  limit,
  cursor,
}: Page & { failedOnly: boolean }): Promise<{ messages: MessageRecord[]; nextCursor: string | null }> {
  const picked = failedOnly ? Prisma.sql`m.status = 'failed'` : Prisma.sql`true`;
  const found = await readForAdmins(
    (db) => db.$queryRaw<MessageRecord[]>`
    SELECT m.id, m.channel::text AS channel, m.template, m.recipient, m.status::text AS status, m.attempts,
           m.connector, m."lastError", m."createdAt", m."endedAt",
           m.status = 'failed' AND m."sealedValues" IS NOT NULL
             AND coalesce(m."expiresAt" > now(), true) AS "canBeResent"
    FROM "OutboxMessage" m WHERE ${picked} AND ${afterCursor(Prisma.sql`m`, cursor)}
    ORDER BY m."createdAt" DESC, m.id DESC LIMIT ${limit + 1}`,
  );
  const { rows: messages, nextCursor } = pageOf(found, limit);
  return { messages, nextCursor };
}
