import { REPORT_EVERY_MS, removeInstance, reportInstance } from "@/lib/db/instances";
import { log } from "@/lib/log";

const logFailure = (error: unknown) => log.error({ event: "instance.report_failed", err: error });

/** Reports this process at once and at regular intervals. Returns a function that stops it and removes the report. */
export async function startReporting(): Promise<() => Promise<void>> {
  const report = () => reportInstance().catch(logFailure);
  await report();
  const timer = setInterval(report, REPORT_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await removeInstance().catch(logFailure);
  };
}
