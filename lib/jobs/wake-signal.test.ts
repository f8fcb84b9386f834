import { expect, test } from "vitest";
import { createWakeSignal } from "./wake-signal";

const HOUR_MS = 3_600_000;
const { nudge, wait } = createWakeSignal("test");
const never = new AbortController().signal;

test("a signal ends the wait", async () => {
  const waiting = wait(HOUR_MS, never);
  nudge();
  await expect(waiting).resolves.toBeUndefined();
});

test("a signal before the wait is not lost, and counts once", async () => {
  nudge();
  await wait(HOUR_MS, never);
  const stop = new AbortController();
  const next = wait(HOUR_MS, stop.signal).then(() => "ended");
  await expect(Promise.race([next, new Promise((resolve) => setImmediate(resolve, "waits"))])).resolves.toBe(
    "waits",
  );
  stop.abort();
  await expect(next).resolves.toBe("ended");
});
