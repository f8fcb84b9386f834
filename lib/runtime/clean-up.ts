import { removeExpiredRows } from "@/lib/db/cleanup";
import { eraseDueAccounts } from "@/lib/flows/account/delete-due";
import { log } from "@/lib/log";

const CLEAN_UP_EVERY_MS = 10 * 60_000;

/** Removes what has expired, and erases accounts whose days of grace are over. */
export async function cleanUp(): Promise<void> {
  await removeExpiredRows();
  await eraseDueAccounts();
}

/** Cleans up now and then, as long as this process lives; returns what ends that. */
export function startCleanUp(): () => void {
  const timer = setInterval(() => {
    cleanUp().catch((error: unknown) => log.error({ event: "clean_up.failed", err: error }));
  }, CLEAN_UP_EVERY_MS).unref();
  return () => clearInterval(timer);
}
