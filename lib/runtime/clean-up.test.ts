import "@/lib/db/testing/own-database";
import { expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { cleanUp } from "./clean-up";

test("a call during a run waits for that run, and a later one runs again", async () => {
  const db = await database();
  const addExpired = (key: number) =>
    db.rateLimit.create({ data: { key: new Uint8Array([key]), points: 1, expiresAt: new Date(0) } });
  await addExpired(1);
  const run = cleanUp();
  expect(cleanUp()).toBe(run);
  await run;
  expect(await db.rateLimit.count()).toBe(0);
  await addExpired(2);
  await cleanUp();
  expect(await db.rateLimit.count()).toBe(0);
});

test("an aborted run deletes no further rows, and the next one continues", async () => {
  const db = await database();
  await db.rateLimit.create({ data: { key: new Uint8Array([3]), points: 1, expiresAt: new Date(0) } });
  await cleanUp(AbortSignal.abort());
  expect(await db.rateLimit.count()).toBe(1);
  await cleanUp();
  expect(await db.rateLimit.count()).toBe(0);
});
