import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { checkConnection } from "./connection-check";

/** A provider that can be reached until `isDown` is set, and counts the connections. */
function startProvider() {
  const provider = {
    name: randomUUID(),
    connections: 0,
    isDown: false,
    checkConnection: async () => {
      provider.connections++;
      if (provider.isDown) throw new Error("down");
    },
  };
  return provider;
}

test("messages that wait at the same time share a connection", async () => {
  const provider = startProvider();
  await Promise.all(Array.from({ length: 100 }, () => checkConnection(provider)));
  expect(provider.connections).toBe(1);
});

test("two providers share none", async () => {
  const providers = [startProvider(), startProvider()];
  await Promise.all(providers.map(checkConnection));
  expect(providers.map(({ connections }) => connections)).toEqual([1, 1]);
});

test("there are at most four connections a second", async () => {
  const provider = startProvider();
  const start = performance.now();
  for (let nth = 0; nth < 5; nth++) await checkConnection(provider);
  expect(performance.now() - start).toBeGreaterThan(990);
});

test("no message gets the result of a check that started before it", async () => {
  const provider = startProvider();
  await checkConnection(provider);
  provider.isDown = true;
  await expect(checkConnection(provider)).rejects.toThrow("down");
  provider.isDown = false;
  await expect(checkConnection(provider)).resolves.toBeUndefined();
});
