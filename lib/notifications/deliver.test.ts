import "@/lib/db/testing/own-database";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { LEASE_SECONDS } from "@/lib/jobs/lease";
import { deliverDueMessages, RETRY_DELAYS_SECONDS } from "./deliver";
import { claimMessage, endMessage, extendMessageLease, rescheduleMessage } from "./queue";
import { CODE, letTimePass, readMessage, writeCode, writeNotice } from "./testing/outbox";
import { UNREACHABLE } from "./unreachable";

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

const NONE = { sent: 0, suppressed: 0, postponed: 0, failed: 0, expired: 0 };
const sentIds = () => provider.requests.map(({ idempotencyKey }) => idempotencyKey);

/** Returns the audit events of a message that was not sent. */
async function failuresOf(messageId: string) {
  const db = await database();
  return db.auditEvent.findMany({
    where: { type: "email.delivery_failed", details: { path: ["messageId"], equals: messageId } },
  });
}

describe("a message", () => {
  test("is sent once under its own id, and its content is deleted", async () => {
    const id = await writeCode();
    expect(Buffer.from((await readMessage(id)).sealedValues ?? []).toString("latin1")).not.toContain(CODE);
    expect(await deliverDueMessages()).toEqual({ ...NONE, sent: 1 });
    expect(await deliverDueMessages()).toEqual(NONE);
    expect(sentIds()).toEqual([id]);
    expect(provider.requests[0]?.email.subject).toContain(CODE);
    expect(await readMessage(id)).toMatchObject({ status: "sent", connector: "resend", sealedValues: null });
  });

  test("in an unknown language is sent in the default language", async () => {
    const id = await writeNotice();
    await (await database()).outboxMessage.update({ where: { id }, data: { locale: "tlh" } });
    expect(await deliverDueMessages()).toEqual({ ...NONE, sent: 1 });
    expect(provider.requests[0]?.email.subject).toBe("Your Latchkey password was changed");
  });

  test("that is suppressed is prepared like any other, then dropped", async () => {
    const id = await writeCode(false);
    expect(await deliverDueMessages()).toEqual({ ...NONE, suppressed: 1 });
    expect(sentIds()).toEqual([]);
    expect(await readMessage(id)).toMatchObject({ status: "suppressed", attempts: 1, sealedValues: null });
  });

  test("does not exist if its transaction rolls back", async () => {
    const db = await database();
    const { enqueueMessage } = await import("./outbox");
    const undone = db.$transaction(async (tx) => {
      await enqueueMessage(
        tx,
        {
          channel: "email",
          template: "password-changed",
          recipient: "ada@example.com",
          deliverable: true,
          locale: "en",
          values: { changedFrom: { ipAddress: null, userAgent: null } },
        },
        null,
      );
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await deliverDueMessages()).toEqual(NONE);
  });

  test("with a code is claimed before an older notice", async () => {
    const notice = await writeNotice();
    const code = await writeCode();
    const db = await database();
    const claimed = [await claimMessage(db, "email"), await claimMessage(db, "email")];
    expect(claimed.map((message) => message?.id)).toEqual([code, notice]);
  });

  test("that has expired is not sent, and the failure is recorded", async () => {
    const id = await writeCode();
    await letTimePass(601);
    expect(await deliverDueMessages()).toEqual({ ...NONE, expired: 1 });
    expect(sentIds()).toEqual([]);
    expect(await readMessage(id)).toMatchObject({ status: "expired", sealedValues: null });
    expect(await failuresOf(id)).toHaveLength(1);
  });
});

describe("a provider that is down", () => {
  test("receives the message later under the same id, once it is available", async () => {
    const id = await writeCode();
    provider.answer({ status: 503 });
    expect(await deliverDueMessages()).toEqual({ ...NONE, postponed: 1 });
    expect(await deliverDueMessages()).toEqual(NONE);
    provider.answer();
    await letTimePass(7);
    expect(await deliverDueMessages()).toEqual({ ...NONE, sent: 1 });
    expect(sentIds()).toEqual([id, id]);
  });

  test("is not contacted again before its Retry-After", async () => {
    await writeCode();
    provider.answer({ status: 429, headers: { "Retry-After": "300" } });
    await deliverDueMessages();
    provider.answer();
    await letTimePass(295);
    expect(await deliverDueMessages()).toEqual(NONE);
    await letTimePass(6);
    expect(await deliverDueMessages()).toEqual({ ...NONE, sent: 1 });
  });

  test("does not receive a code that has expired since", async () => {
    const id = await writeCode();
    provider.answer({ status: 503 });
    await deliverDueMessages();
    provider.answer();
    await letTimePass(600);
    expect(await deliverDueMessages()).toEqual({ ...NONE, expired: 1 });
    expect(sentIds()).toEqual([id]);
  });

  test("for too long fails the message and records the failure", async () => {
    const id = await writeNotice();
    provider.answer({ status: 500 });
    for (const _delay of RETRY_DELAYS_SECONDS) {
      expect(await deliverDueMessages()).toEqual({ ...NONE, postponed: 1 });
      await letTimePass(5_000);
    }
    expect(await deliverDueMessages()).toEqual({ ...NONE, failed: 1 });
    expect(sentIds()).toHaveLength(RETRY_DELAYS_SECONDS.length + 1);
    const message = await readMessage(id);
    expect(message).toMatchObject({ status: "failed", lastError: "Resend answered 500 refused" });
    expect(await failuresOf(id)).toHaveLength(1);
  });
});

test("does not retry after a permanent rejection", async () => {
  const id = await writeCode();
  provider.answer({ status: 422 });
  expect(await deliverDueMessages()).toEqual({ ...NONE, failed: 1 });
  expect(await readMessage(id)).toMatchObject({ status: "failed", attempts: 1, sealedValues: null });
});

describe("a lease", () => {
  const leaseOf = async (id: string) => (await readMessage(id)).leaseExpiresAt?.getTime() ?? 0;

  test("is extended while the message is being sent, so that no other worker claims it", async () => {
    const id = await writeCode();
    provider.answer("hang");
    const delivered = deliverDueMessages();
    await vi.waitFor(async () => expect(await leaseOf(id)).toBeGreaterThan(0), 60_000);
    await letTimePass(LEASE_SECONDS - 1);
    const nearlyOver = await leaseOf(id);
    await vi.waitFor(async () => expect(await leaseOf(id)).toBeGreaterThan(nearlyOver), 6_000);
    await letTimePass(LEASE_SECONDS - 1);
    expect(await claimMessage(await database(), "email")).toBeNull();
    provider.answer();
    expect(await delivered).toEqual({ ...NONE, sent: 1 });
    expect(await readMessage(id)).toMatchObject({ status: "sent", attempts: 1, leaseExpiresAt: null });
  });

  test("of a crashed worker expires soon enough to deliver within 15 seconds", async () => {
    const id = await writeCode();
    await claimMessage(await database(), "email");
    await letTimePass(12);
    expect(await deliverDueMessages()).toEqual({ ...NONE, sent: 1 });
    expect(sentIds()).toEqual([id]);
  });

  test("of another worker is neither extended nor ended by the worker that lost it", async () => {
    const db = await database();
    const id = await writeCode();
    const lost = await claimMessage(db, "email", 0);
    await claimMessage(db, "email");
    const before = await leaseOf(id);
    if (lost === null) throw new Error("There was nothing to claim.");
    await letTimePass(5);
    await extendMessageLease(db, lost);
    expect(await leaseOf(id)).toBe(before - 5_000);
  });
});

describe("a worker that crashes between claim and send", () => {
  test("leaves the message to another worker after its lease", async () => {
    const id = await writeCode();
    await claimMessage(await database(), "email", 60);
    expect(await deliverDueMessages()).toEqual(NONE);
    await letTimePass(61);
    expect(await deliverDueMessages()).toEqual({ ...NONE, sent: 1 });
    expect(sentIds()).toEqual([id]);
  });

  test("every time does not cause endless attempts", async () => {
    const id = await writeNotice();
    for (let claims = 0; claims <= RETRY_DELAYS_SECONDS.length; claims++)
      await claimMessage(await database(), "email", 0);
    expect(await deliverDueMessages()).toEqual({ ...NONE, failed: 1 });
    expect(sentIds()).toEqual([]);
    expect((await readMessage(id)).status).toBe("failed");
  });

  test("and returns too late changes nothing", async () => {
    const db = await database();
    const id = await writeCode();
    const late = await claimMessage(db, "email", 0);
    const current = await claimMessage(db, "email", 60);
    const ending = { status: "sent", connector: "resend", lastError: null } as const;
    if (late === null || current === null) throw new Error("There was nothing to claim.");
    expect(await endMessage(db, late, { ...ending, status: "failed" })).toBe(false);
    await rescheduleMessage(db, late, 60, "late");
    expect(await readMessage(id)).toMatchObject({ status: "sending", attempts: 2, lastError: null });
    expect(await endMessage(db, current, ending)).toBe(true);
    expect(await endMessage(db, current, { ...ending, status: "failed" })).toBe(false);
    expect((await readMessage(id)).status).toBe("sent");
  });
});

test("postpones a message whose template only a newer version knows", async () => {
  const db = await database();
  const id = await writeCode();
  await db.outboxMessage.update({ where: { id }, data: { template: "from-the-future" } });
  expect(await deliverDueMessages()).toEqual({ ...NONE, postponed: 1 });
  expect(sentIds()).toEqual([]);
});

test("sends nothing in an aborted run", async () => {
  await writeCode();
  expect(await deliverDueMessages(AbortSignal.abort())).toEqual(NONE);
});

test("treats suppressed and deliverable messages alike while the provider is unreachable", async () => {
  const [known, unknown] = [await writeCode(), await writeCode(false)];
  await provider.goAway();
  expect(await deliverDueMessages()).toEqual({ ...NONE, postponed: 2 });
  const shown = async (id: string) => {
    const { status, attempts, lastError } = await readMessage(id);
    return { status, attempts, lastError };
  };
  expect(await shown(unknown)).toEqual(await shown(known));
  expect((await shown(unknown)).lastError).toBe(UNREACHABLE);
  await provider.comeBack();
  await letTimePass(7);
  expect(await deliverDueMessages()).toEqual({ ...NONE, sent: 1, suppressed: 1 });
});
