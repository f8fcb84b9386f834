import { readForAdmins } from "@/lib/db/admin-reads";
import type { MessageChannel } from "@/lib/db/generated/enums";
import { globalSingleton } from "@/lib/global-singleton";
import { CachedValue } from "@/lib/jobs/cached-value";
import { MISCONFIGURED } from "@/lib/notifications/delivery-error";

/** How long the list is used before it is read again. */
const KEEP_MS = 5_000;

/** A channel whose provider rejects the settings, and the newest error. */
export type RejectedChannel = { channel: MessageChannel; error: string };

const rejectedChannels = globalSingleton(
  "rejected-channels",
  () =>
    new CachedValue({
      read: listRejectedChannels,
      keepMs: KEEP_MS,
      unavailable: "rejected_channels.unavailable",
    }),
);

/**
 * Returns the list of `listRejectedChannels`, a few seconds old. In a database with many messages a page does not wait
 * for it.
 */
export async function readRejectedChannels(): Promise<RejectedChannel[]> {
  return (await rejectedChannels.get()) ?? [];
}

/** Lists the channels whose provider has rejected the settings within a day and has accepted no message since. */
export async function listRejectedChannels(): Promise<RejectedChannel[]> {
  return readForAdmins(
    (db) => db.$queryRaw<RejectedChannel[]>`
    SELECT DISTINCT ON (m.channel) m.channel::text AS channel, m."lastError" AS error FROM "OutboxMessage" m
    WHERE m."createdAt" > now() - interval '1 day' AND starts_with(m."lastError", ${MISCONFIGURED})
      AND NOT EXISTS (
        SELECT 1 FROM "OutboxMessage" s
        WHERE s.channel = m.channel AND s.status = 'sent' AND s."endedAt" > coalesce(m."endedAt", now()))
    ORDER BY m.channel, m."createdAt" DESC`,
  );
}
