import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ConcurrencyLimit } from "./concurrency-limit";

test("runs at most the maximum, starts all in the order of their calls, and uses the maximum", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ turns: fc.nat(5), fails: fc.boolean() }), { maxLength: 20 }),
      async (maximum, works) => {
        const limit = new ConcurrencyLimit(maximum);
        const started: number[] = [];
        let running = 0;
        let most = 0;
        const outcomes = await Promise.allSettled(
          works.map(({ turns, fails }, index) =>
            limit.run(async () => {
              started.push(index);
              most = Math.max(most, ++running);
              for (let turn = 0; turn < turns; turn++) await nextTurn();
              running--;
              if (fails) throw new Error("failed");
              return index;
            }),
          ),
        );
        expect(started).toEqual(works.map((_, index) => index));
        expect(most).toBeLessThanOrEqual(maximum);
        if (works.length >= maximum && works.every(({ turns }) => turns > 0)) expect(most).toBe(maximum);
        expect(outcomes.map(({ status }) => status === "rejected")).toEqual(works.map(({ fails }) => fails));
      },
    ),
  );
});
