import { beforeEach, expect, test } from "vitest";
import { AdaptiveLimit } from "./adaptive-limit";

let now: number;
let limit: AdaptiveLimit;
beforeEach(() => {
  now = 0;
  limit = new AdaptiveLimit(8, () => now);
});

/** Starts requests to a receiver that allows only some of them. Returns a function that ends the others. */
async function send(count: number, allowed: number): Promise<() => Promise<unknown>> {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const requests = Array.from({ length: count }, (_, nth) =>
    limit.run(
      () => (nth < allowed ? ended : Promise.reject(new Error("busy"))),
      () => true,
    ),
  );
  const all = Promise.allSettled(requests);
  await Promise.allSettled(requests.slice(allowed));
  return () => {
    end();
    return all;
  };
}

test("falls to the number of requests that the receiver allows", async () => {
  const end = await send(8, 2);
  expect(limit.current).toBe(2);
  await end();
});

test("never falls below one", async () => {
  const end = await send(8, 0);
  expect(limit.current).toBe(1);
  await end();
});

test("is not changed by other errors, and returns the result", async () => {
  const failing = limit.run(
    () => Promise.reject(new Error("invalid")),
    () => false,
  );
  await expect(failing).rejects.toThrow("invalid");
  await expect(
    limit.run(
      async () => 7,
      () => true,
    ),
  ).resolves.toBe(7);
  expect(limit.current).toBe(8);
});

test("rises by one a minute, up to the maximum", async () => {
  const end = await send(8, 2);
  now = 59_000;
  expect(limit.current).toBe(2);
  now = 60_000;
  expect(limit.current).toBe(3);
  now = 3_600_000;
  expect(limit.current).toBe(8);
  await end();
});
