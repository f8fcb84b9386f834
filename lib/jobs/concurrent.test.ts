import { expect, test } from "vitest";
import { completeDueItems } from "./concurrent";
import { createWakeSignal } from "./wake-signal";

/** Completes the items with work of a given length. Returns the completed items, and the highest number in progress. */
async function complete(count: number, limit: () => number, work: () => Promise<void>) {
  const due = Array.from({ length: count }, (_, index) => index);
  const completed: number[] = [];
  let running = 0;
  let most = 0;
  await completeDueItems(
    {
      limit,
      claim: async (free) => due.splice(0, free),
      complete: async (item) => {
        running++;
        most = Math.max(most, running);
        await work();
        running--;
        completed.push(item);
      },
      nudges: createWakeSignal(`concurrent-test-${count}`),
      unavailable: "test.unavailable",
    },
    new AbortController().signal,
  );
  return { completed: completed.sort((a, b) => a - b), most };
}

const LENGTHS = {
  "at once": async () => {},
  "before other callbacks": () => new Promise<void>((resolve) => setImmediate(resolve)),
  "after a timer": () => new Promise<void>((resolve) => setTimeout(resolve, 2)),
};

test.each(Object.entries(LENGTHS))("completes every due item, of which each ends %s", async (_, work) => {
  for (const limit of [1, 2, 3, 8]) {
    const { completed, most } = await complete(7, () => limit, work);
    expect(completed).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(most).toBeLessThanOrEqual(limit);
  }
});

test.each(Object.entries(LENGTHS))(
  "completes every due item after the limit falls, when each ends %s",
  async (_, work) => {
    let limit = 4;
    const falling = async () => {
      limit = 1;
      await work();
    };
    expect((await complete(9, () => limit, falling)).completed).toHaveLength(9);
  },
);
