import { removeExpiredRows } from "@/lib/db/cleanup";
import { eraseDueAccounts } from "@/lib/flows/account/delete-due";
import { log } from "@/lib/log";

const CLEAN_UP_EVERY_MS = 10 * 60_000;

/** Deletes expired rows, and accounts whose grace period is over. */
export async function cleanUp(): Promise<void> {
  await removeExpiredRows();
  await eraseDueAccounts();
}

/** Cleans up at regular intervals while this process runs. Returns a function that stops it. */
export function startCleanUp(): () => void {
  const timer = setInterval(() => {
    cleanUp().catch((error: unknown) => log.error({ event: "clean_up.failed", err: error }));
  }, CLEAN_UP_EVERY_MS).unref();
  return () => clearInterval(timer);
}
