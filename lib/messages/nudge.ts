import { EventEmitter } from "node:events";
import { processWide } from "@/lib/process-wide";

const nudges = processWide("outbox", () => new EventEmitter());

/** Tells the worker of this process that there is something to do. */
export function nudgeWorker(): void {
  nudges.emit("nudge");
}

/** Waits for a nudge, at most so many milliseconds, or until the signal is aborted. */
export function waitForNudge(timeoutMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      nudges.off("nudge", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, timeoutMs);
    nudges.once("nudge", done);
    signal.addEventListener("abort", done, { once: true });
  });
}
