import { removeExpiredRows } from "@/lib/db/cleanup";
import { eraseDueAccounts } from "@/lib/flows/account/delete-due";
import { globalSingleton } from "@/lib/global-singleton";
import { log } from "@/lib/log";

const CLEAN_UP_EVERY_MS = 10 * 60_000;

const state = globalSingleton<{ running: Promise<void> | null }>("clean-up", () => ({ running: null }));

async function deleteDueRows(signal?: AbortSignal): Promise<void> {
  await eraseDueAccounts();
  await removeExpiredRows(signal);
}

/**
 * Deletes expired rows, and accounts whose grace period is over. A call during a run waits for the end of that run.
 *
 * @param signal stops the run after the current batch; ignored while a run is in progress
 */
export function cleanUp(signal?: AbortSignal): Promise<void> {
  state.running ??= deleteDueRows(signal).finally(() => {
    state.running = null;
  });
  return state.running;
}

/** Cleans up at regular intervals while this process runs. Returns a function that stops it after the current batch. */
export function startCleanUp(): () => Promise<void> {
  const stop = new AbortController();
  const run = () =>
    cleanUp(stop.signal).catch((error: unknown) => log.error({ event: "clean_up.failed", err: error }));
  const timer = setInterval(run, CLEAN_UP_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    stop.abort();
    await state.running?.catch(() => undefined);
  };
}
