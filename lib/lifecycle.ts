import { processWide } from "@/lib/process-wide";

const state = processWide("lifecycle", () => ({ started: false, draining: new AbortController() }));

/** Checks whether this process has finished its start. Next can answer requests before that. */
export const isStarted = () => state.started;

/** Marks the start of this process as finished. */
export function finishStart(): void {
  state.started = true;
}

/** Whether this process is about to stop and should get no more work. */
export const isDraining = () => state.draining.signal.aborted;

/** Aborted once this process is about to stop: what waits for something should wait elsewhere. */
export const drainingSignal = () => state.draining.signal;

/** Says that this process is about to stop. */
export function startDraining(): void {
  state.draining.abort();
}
