import "@/lib/db/testing/own-database";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { deliverDueMessages, MAX_CONCURRENT_MESSAGES } from "./deliver";
import { claimMessage, endMessage, rescheduleMessage } from "./queue";
import { letTimePass, writeCode, writeNotice } from "./testing/outbox";

const { provider } = await vi.hoisted(async () => {
  const { startResendServer } = await import("./testing/resend-server");
  const provider = await startResendServer();
  process.env.RESEND_API_KEY = "re_test";
  process.env.RESEND_BASE_URL = provider.url;
  return { provider };
});

beforeEach(async () => {
  provider.answer();
  provider.requests.length = 0;
  await (await database()).outboxMessage.deleteMany();
});

afterAll(async () => {
  provider.stop();
});

/** Upper bound for a busy machine. */
const PATIENCE_MS = 60_000;

const names = new Map<string, string>();

/** Enqueues messages of one requester, named after its block. */
async function write(block: string, count: number, isKnownClient = false): Promise<string[]> {
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth++) {
    const id = await writeCode(true, { requester: { block, isKnownClient } });
    names.set(id, block);
    ids.push(id);
  }
  return ids;
}

/** Claims messages one after the other. Returns the names of their requesters. */
async function claim(count: number): Promise<(string | undefined)[]> {
  const db = await database();
  const claimed: (string | undefined)[] = [];
  for (let nth = 0; nth < count; nth++) {
    const message = await claimMessage(db, "email");
    claimed.push(names.get(message?.id ?? ""));
  }
  return claimed;
}

/** Claims the next message, and ends it as sent or postpones it. Returns the name of its requester. */
async function finishNext(outcome: "sent" | "postponed"): Promise<string | undefined> {
  const db = await database();
  const message = await claimMessage(db, "email");
  if (message === null) throw new Error("There was nothing to claim.");
  if (outcome === "sent") {
    await endMessage(db, message, { status: "sent", connector: "resend", lastError: null });
  } else await rescheduleMessage(db, message, 60, "later");
  return names.get(message.id);
}

describe("requesters take turns", () => {
  test("however many messages of one of them wait", async () => {
    await write("a", 5);
    await write("b", 2);
    await write("c", 1);
    expect(await claim(8)).toEqual(["a", "b", "c", "a", "b", "a", "a", "a"]);
  });

  test.each(["sent", "postponed"] as const)("also when the messages before were %s", async (outcome) => {
    await write("a", 3);
    expect(await finishNext(outcome)).toBe("a");
    expect(await finishNext(outcome)).toBe("a");
    await write("b", 2);
    expect(await claim(3)).toEqual(["b", "b", "a"]);
  });

  test("until a minute after the last claim", async () => {
    await write("a", 2);
    await finishNext("sent");
    await write("b", 1);
    await letTimePass(61);
    expect(await claim(2)).toEqual(["a", "b"]);
  });

  test("and known clients of a network wait for none of its other clients", async () => {
    await write("a", 3);
    expect(await claim(1)).toEqual(["a"]);
    const [known] = await write("a", 1, true);
    expect((await claimMessage(await database(), "email"))?.id).toBe(known);
  });

  test("and of two with equal turns, the known client comes first", async () => {
    await write("unknown", 1);
    await write("known", 1, true);
    expect(await claim(2)).toEqual(["known", "unknown"]);
  });

  test("but a code comes before any notice", async () => {
    const notice = await writeNotice();
    await write("a", 3);
    expect(await claim(3)).toEqual(["a", "a", "a"]);
    expect((await claimMessage(await database(), "email"))?.id).toBe(notice);
  });
});

test("the requester is stored as a keyed hash only", async () => {
  await write("cb007100/24", 1);
  const row = await (await database()).outboxMessage.findFirstOrThrow();
  expect(row.requesterHash).toHaveLength(32);
  expect(
    JSON.stringify({ ...row, requesterHash: Buffer.from(row.requesterHash ?? []).toString("latin1") }),
  ).not.toContain("cb007100");
});

test("a claim reads no ended message of earlier minutes", async () => {
  const db = await database();
  await db.$executeRaw`
    INSERT INTO "OutboxMessage"
      (channel, template, recipient, priority, status, attempts, "endedAt", "claimedAt", "requesterHash", "createdAt")
    SELECT 'email', 'verification-code', n::text || '@example.com', 10, 'sent', 1, now(), now() - interval '1 hour',
           decode(md5(n::text), 'hex'), now() - interval '1 hour'
    FROM generate_series(1, 20000) n`;
  await db.$executeRaw`ANALYZE "OutboxMessage"`;
  await write("a", 3);
  const rowsRead = async () => {
    await db.$queryRaw`SELECT pg_stat_force_next_flush()::text`;
    const [row] = await db.$queryRaw<[{ rows: number }]>`
      SELECT (seq_tup_read + idx_tup_fetch)::int AS rows FROM pg_stat_user_tables WHERE relname = 'OutboxMessage'`;
    return row.rows;
  };
  const before = await rowsRead();
  expect(await claim(3)).toEqual(["a", "a", "a"]);
  const read = (await rowsRead()) - before;
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(100);
});

test("several messages are sent at the same time, and one that is due later does not wait for them", async () => {
  provider.answer("hang");
  await write("a", MAX_CONCURRENT_MESSAGES - 1);
  const delivered = deliverDueMessages();
  await vi.waitFor(() => expect(provider.requests).toHaveLength(MAX_CONCURRENT_MESSAGES - 1), PATIENCE_MS);
  await write("b", 3);
  await vi.waitFor(() => expect(provider.requests).toHaveLength(MAX_CONCURRENT_MESSAGES), PATIENCE_MS);
  const waiting = await (await database()).outboxMessage.count({ where: { status: "queued" } });
  expect(waiting).toBe(2);
  provider.answer();
  expect(await delivered).toMatchObject({ sent: MAX_CONCURRENT_MESSAGES + 2 });
});

test("a provider that accepts no more requests gets fewer at the same time", async () => {
  provider.answer({ status: 429 });
  await write("a", MAX_CONCURRENT_MESSAGES);
  expect(await deliverDueMessages()).toMatchObject({ postponed: MAX_CONCURRENT_MESSAGES });
  provider.requests.length = 0;
  provider.answer("hang");
  await letTimePass(10);
  const delivered = deliverDueMessages();
  await vi.waitFor(() => expect(provider.requests).toHaveLength(1), PATIENCE_MS);
  expect(await (await database()).outboxMessage.count({ where: { status: "sending" } })).toBe(1);
  provider.answer();
  expect(await delivered).toMatchObject({ sent: MAX_CONCURRENT_MESSAGES });
});
