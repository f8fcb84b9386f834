import { setTimeout as wait } from "node:timers/promises";
import { databaseIsReady } from "@/lib/db/ready";
import { isDraining } from "@/lib/lifecycle";

const LIMIT_MS = 2_000;

let check: Promise<boolean> | null = null;

/**
 * Whether this process can accept requests: it is not shutting down, and its database responds in time and is up to
 * date. Concurrent requests share one query, because anyone can send them.
 */
export async function isReady(): Promise<boolean> {
  if (isDraining()) return false;
  check ??= checkDatabase().finally(() => {
    check = null;
  });
  return check;
}

function checkDatabase(): Promise<boolean> {
  const tooLate = wait(LIMIT_MS, false, { ref: false });
  return Promise.race([databaseIsReady().catch(() => false), tooLate]);
}
