import { log } from "@/lib/log";
import type { WakeSignal } from "./wake-signal";

/** How often to look for work without a wake signal: for retries, and for work of other processes. */
const POLL_MS = 1_000;
/** The longest pause while the database does not answer. The pause doubles up to this limit. */
const LONGEST_PAUSE_MS = 30_000;

type Work = {
  /** Does all due work; throws if the database does not answer. */
  doDueWork: (signal: AbortSignal) => Promise<unknown>;
  nudges: WakeSignal;
  /** The event in the log when the database does not answer. */
  unavailable: string;
};

async function loop({ doDueWork, nudges, unavailable }: Work, signal: AbortSignal): Promise<void> {
  let pauseMs = POLL_MS;
  while (!signal.aborted) {
    try {
      await doDueWork(signal);
      pauseMs = POLL_MS;
    } catch (error) {
      log.error({ event: unavailable, err: error });
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
    if (!signal.aborted) await nudges.wait(pauseMs, signal);
  }
}

/**
 * Does work whenever some is due, until it is stopped.
 *
 * @returns a function that stops the loop after the current work
 */
export function startLoop(work: Work): () => Promise<void> {
  const stop = new AbortController();
  const ended = loop(work, stop.signal);
  return () => {
    stop.abort();
    return ended;
  };
}
