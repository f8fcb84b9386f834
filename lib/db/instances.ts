import { randomUUID } from "node:crypto";
import { secretIds } from "@/lib/crypto/hash";
import { globalSingleton } from "@/lib/global-singleton";
import { database, Prisma } from "./client";

/** How often a running process reports. */
export const REPORT_EVERY_MS = 60_000;

/** A process that has not reported for this time has stopped without removing its row. */
const SEEN_WITHIN_SECONDS = 180;

const own = globalSingleton("instance", () => ({ id: randomUUID() as string }));

/** Records that this process is running, and with which secrets. */
export async function reportInstance(): Promise<void> {
  const ids = Prisma.join(secretIds());
  await (await database()).$executeRaw`
    INSERT INTO "Instance" (id, "secretIds", "seenAt") VALUES (${own.id}::uuid, ARRAY[${ids}]::bytea[], now())
    ON CONFLICT (id) DO UPDATE SET "secretIds" = excluded."secretIds", "seenAt" = excluded."seenAt"`;
}

/** Removes the record of this process. */
export async function removeInstance(): Promise<void> {
  await (await database()).instance.deleteMany({ where: { id: own.id } });
}

/** A running process: the IDs of its secrets, the newest first, and when it reported last. */
export type RunningInstance = { secretIds: Buffer[]; seenAt: Date };

/** Lists the running processes. One that was killed is listed for up to three minutes. */
export async function listRunningInstances(): Promise<RunningInstance[]> {
  const rows = await (await database()).$queryRaw<{ secretIds: Uint8Array[]; seenAt: Date }[]>`
    SELECT "secretIds", "seenAt" FROM "Instance"
    WHERE "seenAt" > now() - ${SEEN_WITHIN_SECONDS} * interval '1 second'`;
  return rows.map(({ secretIds: ids, seenAt }) => ({ secretIds: ids.map((id) => Buffer.from(id)), seenAt }));
}
