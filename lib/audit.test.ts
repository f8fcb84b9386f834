import "@/lib/db/testing/own-database";
import { afterEach, expect, test, vi } from "vitest";
import { recordEvent, SYSTEM_REQUEST } from "./audit";
import { type Db, database } from "./db/client";
import { inTransaction } from "./db/transaction";
import { log } from "./log";
import { metrics } from "./metrics";

const logged = vi.spyOn(log, "info");

afterEach(() => logged.mockClear());

const record = (db: Db) => recordEvent(db, SYSTEM_REQUEST, { type: "user.updated", outcome: "success" });

async function counted(): Promise<number> {
  const { values } = await metrics.events.get();
  return values.find(({ labels }) => labels.type === "user.updated")?.value ?? 0;
}

test("logs and counts an event immediately outside a transaction", async () => {
  const before = await counted();
  await record(await database());
  expect(logged).toHaveBeenCalledOnce();
  expect(await counted()).toBe(before + 1);
});

test("logs and counts an event of a transaction after the commit", async () => {
  const before = await counted();
  await inTransaction(async (tx) => {
    await record(tx);
    expect(logged).not.toHaveBeenCalled();
  });
  expect(logged).toHaveBeenCalledOnce();
  expect(await counted()).toBe(before + 1);
});

test("does not log events of a rolled-back transaction, and logs events of a retried one once", async () => {
  const before = await counted();
  const undone = inTransaction(async (tx) => {
    await record(tx);
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  expect(logged).not.toHaveBeenCalled();
  let tries = 0;
  await inTransaction(async (tx) => {
    await record(tx);
    tries += 1;
    if (tries < 3) await tx.$executeRaw`DO $$ BEGIN RAISE SQLSTATE '40001'; END $$`;
  });
  expect(tries).toBe(3);
  expect(logged).toHaveBeenCalledOnce();
  expect(await counted()).toBe(before + 1);
});
