import { expect, test } from "vitest";
import { nudgeWorker, waitForNudge } from "./nudge";

const HOUR_MS = 3_600_000;
const never = new AbortController().signal;

test("a nudge ends the wait", async () => {
  const waiting = waitForNudge(HOUR_MS, never);
  nudgeWorker();
  await expect(waiting).resolves.toBeUndefined();
});

test("a nudge from before the wait is not lost, and counts once", async () => {
  nudgeWorker();
  await waitForNudge(HOUR_MS, never);
  const stop = new AbortController();
  const next = waitForNudge(HOUR_MS, stop.signal).then(() => "ended");
  await expect(Promise.race([next, new Promise((resolve) => setImmediate(resolve, "waits"))])).resolves.toBe(
    "waits",
  );
  stop.abort();
  await expect(next).resolves.toBe("ended");
});
