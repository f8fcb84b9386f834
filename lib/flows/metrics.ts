import { database } from "@/lib/db/client";
import { metrics } from "@/lib/metrics";

type Queue = { queue: "messages" | "webhooks"; waiting: number; oldestSeconds: number };

/** Reads the number of queued messages and webhook deliveries, and how many seconds the oldest of each is overdue. */
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

let reading: Promise<Queue[]> | null = null;

/** Reads the queues on at most one connection: concurrent callers share the result. */
function readQueuesOnce(): Promise<Queue[]> {
  reading ??= readQueues().finally(() => {
    reading = null;
  });
  return reading;
}

/**
 * Returns all metrics in the Prometheus text format. Counters are those of this process; the queues are read from the
 * database.
 */
export async function readMetrics(): Promise<{ text: string; contentType: string }> {
  for (const { queue, waiting, oldestSeconds } of await readQueuesOnce()) {
    metrics.waiting.set({ queue }, waiting);
    metrics.oldestSeconds.set({ queue }, oldestSeconds);
  }
  return { text: await metrics.register.metrics(), contentType: metrics.register.contentType };
}
