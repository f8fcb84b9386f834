import { setImmediate as letOthersRun } from "node:timers/promises";
import { log } from "@/lib/log";
import type { WakeSignal } from "./wake-signal";

/** How often to look for more work while some is in progress. */
const LOOK_AGAIN_MS = 1_000;

type ConcurrentWork<Item> = {
  /** Returns the maximum number of items in progress at present. */
  limit: () => number;
  /** Claims due items, at most `count`. */
  claim: (count: number) => Promise<Item[]>;
  /** Completes one item. If it rejects, the lease of the item expires, and it is claimed again. */
  complete: (item: Item) => Promise<void>;
  nudges: WakeSignal;
  /** The event in the log when an item cannot be completed. */
  unavailable: string;
};

/**
 * Completes due items concurrently, until none is due and none is in progress, or the signal is aborted.
 *
 * @param signal after it is aborted, no further item is claimed
 * @throws the errors of `claim`, after the items in progress have ended
 */
export async function completeDueItems<Item>(
  { limit, claim, complete, nudges, unavailable }: ConcurrentWork<Item>,
  signal: AbortSignal,
): Promise<void> {
  const inProgress = new Set<Promise<void>>();
  const begin = (item: Item) => {
    const work = complete(item)
      .catch((error: unknown) => log.error({ event: unavailable, err: error }))
      .finally(() => {
        inProgress.delete(work);
        nudges.nudge();
      });
    inProgress.add(work);
  };
  try {
    while (!signal.aborted) {
      const running = inProgress.size;
      const free = limit() - running;
      const claimed = free > 0 ? await claim(free) : [];
      if (claimed.length === 0 && running === 0) break;
      claimed.forEach(begin);
      if (claimed.length === 0) await nudges.wait(LOOK_AGAIN_MS, signal);
      else await letOthersRun();
    }
  } finally {
    await Promise.all(inProgress);
  }
}
