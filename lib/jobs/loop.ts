import { log } from "@/lib/log";
import type { WakeSignal } from "./wake-signal";

/** How often there is a look without a nudge: for retries, and for what other processes wrote. */
const POLL_MS = 1_000;
/** The longest the database is left alone while it does not answer; the pause doubles until then. */
const LONGEST_PAUSE_MS = 30_000;

type Work = {
  /** Does all that is due; throws where the database does not answer. */
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
 * Does work whenever some is due, until told to stop.
 *
 * @returns stops it, once what is in hand is done
 */
export function startLoop(work: Work): () => Promise<void> {
  const stop = new AbortController();
  const ended = loop(work, stop.signal);
  return () => {
    stop.abort();
    return ended;
  };
}
