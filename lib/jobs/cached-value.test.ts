import { expect, test } from "vitest";
import { CachedValue } from "./cached-value";

const KEEP_MS = 60_000;

/** A value whose reads the test ends, with a clock that the test sets. */
function setup() {
  const reads: { resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  const clock = { ms: 0 };
  const value = new CachedValue<string>({
    read: () => new Promise((resolve, reject) => reads.push({ resolve, reject })),
    keepMs: KEEP_MS,
    unavailable: "test.unavailable",
    now: () => clock.ms,
  });
  return { value, reads, clock };
}

test("concurrent callers share one read", async () => {
  const { value, reads } = setup();
  const callers = Array.from({ length: 50 }, () => value.get());
  expect(reads).toHaveLength(1);
  reads[0]?.resolve("first");
  expect(new Set(await Promise.all(callers))).toEqual(new Set(["first"]));
  expect(reads).toHaveLength(1);
});

test("a value is kept for `keepMs`, and then read again by one of the callers", async () => {
  const { value, reads, clock } = setup();
  const first = value.get();
  reads[0]?.resolve("first");
  await first;
  clock.ms += KEEP_MS - 1;
  expect(await value.get()).toBe("first");
  expect(reads).toHaveLength(1);
  clock.ms += 1;
  const callers = Array.from({ length: 50 }, () => value.get());
  expect(reads).toHaveLength(2);
  reads[1]?.resolve("second");
  expect(new Set(await Promise.all(callers))).toEqual(new Set(["second"]));
});

test("a slow read delays no caller for long: each gets the earlier value, or none before the first", async () => {
  const { value, reads, clock } = setup();
  expect(await value.get()).toBeNull();
  expect(await Promise.all([value.get(), value.get()])).toEqual([null, null]);
  expect(reads).toHaveLength(1);
  const first = value.get();
  reads[0]?.resolve("first");
  expect(await first).toBe("first");
  clock.ms += KEEP_MS;
  const startedAt = performance.now();
  expect(await value.get()).toBe("first");
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(reads).toHaveLength(2);
});

test("after a failed read the earlier value remains, and the next read waits ten seconds", async () => {
  const { value, reads, clock } = setup();
  const none = value.get();
  reads[0]?.reject(new Error("no database"));
  expect(await none).toBeNull();
  expect(await value.get()).toBeNull();
  expect(reads).toHaveLength(1);
  clock.ms += 10_000;
  const first = value.get();
  reads[1]?.resolve("first");
  expect(await first).toBe("first");
  clock.ms += KEEP_MS;
  const kept = value.get();
  reads[2]?.reject(new Error("no database"));
  expect(await kept).toBe("first");
});
