import { expect } from "vitest";
import { database } from "../client";

/** Counts the statements that wait for a lock in the database of the test file. */
async function countLockWaits(): Promise<number> {
  const [row] = await (await database()).$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row.count;
}

/** Resolves once a number of statements waits for locks. */
export async function untilLockWaits(count: number): Promise<void> {
  await expect.poll(countLockWaits).toBe(count);
}
