import { database } from "@/lib/db/client";
import { metrics } from "@/lib/metrics";

type Queue = { queue: "messages" | "webhooks"; waiting: number; oldestSeconds: number };

/** What waits in both outboxes now, and for how many seconds the longest overdue of it has been due. */
async function readQueues(): Promise<Queue[]> {
  const db = await database();
  return db.$queryRaw<Queue[]>`
    SELECT 'messages' AS queue, count(*)::int AS waiting,
           greatest(0, coalesce(extract(epoch FROM now() - min("nextAttemptAt")), 0))::float8 AS "oldestSeconds"
    FROM "OutboxMessage" WHERE "endedAt" IS NULL
    UNION ALL
    SELECT 'webhooks', count(*)::int,
           greatest(0, coalesce(extract(epoch FROM now() - min("nextAttemptAt")), 0))::float8
    FROM "WebhookDelivery" WHERE "endedAt" IS NULL`;
}

/** Everything that is counted, in Prometheus' text format: of this process, but what waits, which is of the database. */
export async function readMetrics(): Promise<{ text: string; contentType: string }> {
  for (const { queue, waiting, oldestSeconds } of await readQueues()) {
    metrics.waiting.set({ queue }, waiting);
    metrics.oldestSeconds.set({ queue }, oldestSeconds);
  }
  return { text: await metrics.register.metrics(), contentType: metrics.register.contentType };
}
