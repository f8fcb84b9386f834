import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { closeDatabase, migrateDatabase } from "@/lib/db/client";
import { deliverDueMessages, MAX_CONCURRENT_MESSAGES } from "./deliver";
import { notifyOutboxWorker } from "./outbox";
import { readMessage, writeCode } from "./testing/outbox";
import { startOutboxWorker } from "./worker";

const DATABASE = "latchkey_worker";
const PATIENCE = { timeout: 20_000 };

const { provider, postgres } = await vi.hoisted(async () => {
  const { createDatabase, startPostgres } = await import("@/e2e/servers/postgres");
  const { startResendServer } = await import("./testing/resend-server");
  const [provider, postgres] = await Promise.all([startResendServer(), startPostgres()]);
  process.env.DATABASE_URL = await createDatabase(postgres.url, "latchkey_worker");
  process.env.RESEND_API_KEY = "re_test";
  process.env.RESEND_BASE_URL = provider.url;
  return { provider, postgres };
});

beforeAll(async () => {
  await migrateDatabase();
});
beforeEach(() => {
  provider.answer();
  provider.requests.length = 0;
});
afterAll(async () => {
  provider.stop();
  await closeDatabase();
  await postgres.stop();
});

/** Makes the worker's database available, or disconnects all its clients. */
async function setDatabaseUp(isUp: boolean): Promise<void> {
  const administrator = new pg.Client({ connectionString: postgres.url });
  await administrator.connect();
  await administrator.query(`ALTER DATABASE ${DATABASE} ALLOW_CONNECTIONS ${isUp}`);
  await administrator.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [
    DATABASE,
  ]);
  await administrator.end();
}

const expectRequests = (count: number) =>
  vi.waitFor(() => expect(provider.requests).toHaveLength(count), PATIENCE);

test("sends messages that are written while it runs, with or without a wake signal", async () => {
  const stop = startOutboxWorker();
  await writeCode();
  await expectRequests(1);
  await writeCode();
  notifyOutboxWorker();
  await expectRequests(2);
  await stop();
});

test("finishes the current messages before it stops, and starts no other", async () => {
  provider.answer("hang");
  const ids = await Promise.all(Array.from({ length: MAX_CONCURRENT_MESSAGES + 1 }, () => writeCode()));
  const stop = startOutboxWorker();
  await expectRequests(MAX_CONCURRENT_MESSAGES);
  const stopped = stop();
  provider.answer();
  await stopped;
  const statuses = await Promise.all(ids.map(async (id) => (await readMessage(id)).status));
  expect(statuses.toSorted()).toEqual(["queued", ...Array(MAX_CONCURRENT_MESSAGES).fill("sent")]);
  await deliverDueMessages();
});

test("recovers from the loss of its database", async () => {
  const stop = startOutboxWorker();
  await setDatabaseUp(false);
  notifyOutboxWorker();
  await expect(deliverDueMessages()).rejects.toThrow();
  await setDatabaseUp(true);
  await writeCode();
  await expectRequests(1);
  await stop();
});
