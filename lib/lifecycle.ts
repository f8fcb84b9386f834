import { globalSingleton } from "@/lib/global-singleton";

const state = globalSingleton("lifecycle", () => ({ draining: new AbortController() }));

/** Whether this process is about to stop and should receive no more work. */
export const isDraining = () => state.draining.signal.aborted;

/**
 * Returns a signal that is aborted when this process is about to stop. Requests that wait should then reconnect to
 * another process.
 */
export const drainingSignal = () => state.draining.signal;

/** Marks this process as about to stop. */
export function startDraining(): void {
  state.draining.abort();
}
