import { EventEmitter } from "node:events";
import { globalSingleton } from "@/lib/global-singleton";

/** Wakes a worker of this process when work is due. */
export type WakeSignal = {
  nudge: () => void;
  /**
   * Waits for a signal, for at most `timeoutMs`, or until `signal` is aborted. A signal since the last wait counts,
   * because the worker may just have missed the work it was for.
   */
  wait: (timeoutMs: number, signal: AbortSignal) => Promise<void>;
};

/**
 * Creates the wake signal of one worker.
 *
 * @param name the worker's name; callers with the same name share the signal
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
