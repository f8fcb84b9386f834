import { database } from "@/lib/db/client";
import type { MessageChannel } from "@/lib/db/generated/enums";
import { MISCONFIGURED } from "@/lib/notifications/delivery-error";

/** A channel whose provider rejects the settings, and the newest error. */
export type RejectedChannel = { channel: MessageChannel; error: string };

/** Lists the channels whose provider has rejected the settings within a day and has accepted no message since. */
export async function listRejectedChannels(): Promise<RejectedChannel[]> {
  const db = await database();
  return db.$queryRaw<RejectedChannel[]>`
    SELECT DISTINCT ON (m.channel) m.channel::text AS channel, m."lastError" AS error FROM "OutboxMessage" m
    WHERE m."createdAt" > now() - interval '1 day' AND starts_with(m."lastError", ${MISCONFIGURED})
      AND NOT EXISTS (
        SELECT 1 FROM "OutboxMessage" s
        WHERE s.channel = m.channel AND s.status = 'sent' AND s."endedAt" > coalesce(m."endedAt", now()))
    ORDER BY m.channel, m."createdAt" DESC`;
}
