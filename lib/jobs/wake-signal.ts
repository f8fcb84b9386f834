import { EventEmitter } from "node:events";
import { globalSingleton } from "@/lib/global-singleton";

/** How a worker of this process is told that there is something to do, and how it waits for that. */
export type WakeSignal = {
  nudge: () => void;
  /**
   * Waits for a nudge, at most so many milliseconds, or until the signal is aborted. A nudge that came since the last
   * wait counts: it may have been for something the worker had just looked past.
   */
  wait: (timeoutMs: number, signal: AbortSignal) => Promise<void>;
};

/**
 * The nudges of one worker.
 *
 * @param name of the worker: whoever gives the same one shares its nudges
 */
export function createWakeSignal(name: string): WakeSignal {
  const state = globalSingleton(name, () => ({ nudges: new EventEmitter(), isNudged: false }));
  return {
    nudge: () => {
      state.isNudged = true;
      state.nudges.emit("nudge");
    },
    wait: (timeoutMs, signal) =>
      new Promise((resolve) => {
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
      }),
  };
}
