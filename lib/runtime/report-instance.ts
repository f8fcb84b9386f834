import { REPORT_EVERY_MS, removeInstance, reportInstance } from "@/lib/db/instances";
import { log } from "@/lib/log";

/** Reports this process at once and at regular intervals. Returns a function that stops it and removes the report. */
export async function startReporting(): Promise<() => Promise<void>> {
  await reportInstance();
  const timer = setInterval(() => {
    reportInstance().catch((error: unknown) => log.error({ event: "instance.report_failed", err: error }));
  }, REPORT_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await removeInstance().catch((error: unknown) =>
      log.error({ event: "instance.report_failed", err: error }),
    );
  };
}
