import { globalSingleton } from "@/lib/global-singleton";

const state = globalSingleton("lifecycle", () => ({ draining: new AbortController() }));

/** Whether this process is about to stop and should get no more work. */
export const isDraining = () => state.draining.signal.aborted;

/** Aborted once this process is about to stop: what waits for something should wait elsewhere. */
export const drainingSignal = () => state.draining.signal;

/** Says that this process is about to stop. */
export function startDraining(): void {
  state.draining.abort();
}
