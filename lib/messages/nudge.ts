import { EventEmitter } from "node:events";
import { processWide } from "@/lib/process-wide";

const state = processWide("outbox", () => ({ nudges: new EventEmitter(), isNudged: false }));

/** Tells the worker of this process that there is something to do. */
export function nudgeWorker(): void {
  state.isNudged = true;
  state.nudges.emit("nudge");
}

/**
 * Waits for a nudge, at most so many milliseconds, or until the signal is aborted. A nudge that came since the last wait
 * counts: it may have been for something the worker had just looked past.
 */
export function waitForNudge(timeoutMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      state.isNudged = false;
      clearTimeout(timer);
      state.nudges.off("nudge", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, state.isNudged ? 0 : timeoutMs);
    state.nudges.once("nudge", done);
    signal.addEventListener("abort", done, { once: true });
  });
}
