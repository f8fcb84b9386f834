import "@/lib/db/testing/own-database";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { ANSWER_BODY, startReceiver } from "@/e2e/servers/receiver";
import { CLI_ACTOR } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { emitEvent } from "@/lib/events/emit";
import { deliverDueEvents } from "./deliver";
import { listDeliveries, resendDelivery, sendTestEvent } from "./deliveries";
import { addEndpoint, disableEndpoint, enableEndpoint, listEndpoints, removeEndpoint } from "./endpoints";
import { claimDeliveries } from "./queue";

const USER_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const NONE = { delivered: 0, postponed: 0, failed: 0 };
const receiver = await startReceiver();

beforeEach(async () => {
  receiver.answer({ status: 200 });
  receiver.requests.length = 0;
  const db = await database();
  await db.webhookEndpoint.deleteMany();
  await db.outboxMessage.deleteMany();
});

afterAll(async () => {
  receiver.stop();
});

async function add(url = receiver.url, events: string[] = []): Promise<string> {
  const added = await addEndpoint({ url, events }, CLI_ACTOR);
  if (!added.ok) throw new Error(added.errors[0].code);
  return added.endpointId;
}

const happen = () =>
  inTransaction((tx) => emitEvent(tx, { type: "user.deleted", data: { userId: USER_ID } }));

/** Simulates the passing of time for everything that waits, by moving its times into the past. */
async function letTimePass(seconds: number): Promise<void> {
  const db = await database();
  await db.$executeRaw`
    UPDATE "WebhookDelivery" SET "nextAttemptAt" = "nextAttemptAt" - ${seconds} * interval '1 second',
      "leaseExpiresAt" = "leaseExpiresAt" - ${seconds} * interval '1 second'`;
  await db.$executeRaw`
    UPDATE "WebhookEndpoint" SET "failingSince" = "failingSince" - ${seconds} * interval '1 second'`;
}

const ids = () => receiver.requests.map(({ headers }) => headers["webhook-id"]);

describe("an event", () => {
  test("is sent once to every enabled endpoint that subscribes to it, under one id", async () => {
    await add();
    await add(receiver.url, ["user.deleted"]);
    await add(receiver.url, ["user.created"]);
    await disableEndpoint(await add(), CLI_ACTOR);
    await happen();
    expect(await deliverDueEvents()).toEqual({ ...NONE, delivered: 2 });
    expect(await deliverDueEvents()).toEqual(NONE);
    expect(JSON.parse(receiver.requests[0]?.body ?? "")).toEqual({
      type: "user.deleted",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      data: { userId: USER_ID },
    });
  });

  test("is not stored if its transaction rolls back", async () => {
    const id = await add();
    const undone = inTransaction(async (tx) => {
      await emitEvent(tx, { type: "user.deleted", data: { userId: USER_ID } });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await listDeliveries(id, 10)).toEqual([]);
  });

  test("with fields that `EVENTS` does not define is rejected", async () => {
    const data = { userId: USER_ID, passwordHash: "$argon2id$" };
    await expect(inTransaction((tx) => emitEvent(tx, { type: "user.deleted", data }))).rejects.toThrow();
  });
});

describe("an endpoint that fails", () => {
  test("receives the event later under the same id, until it accepts it", async () => {
    const id = await add();
    await happen();
    receiver.answer({ status: 500 });
    expect(await deliverDueEvents()).toEqual({ ...NONE, postponed: 1 });
    expect(await deliverDueEvents()).toEqual(NONE);
    await letTimePass(7);
    receiver.answer({ status: 200 });
    expect(await deliverDueEvents()).toEqual({ ...NONE, delivered: 1 });
    expect(new Set(ids()).size).toBe(1);
    const [delivery] = await listDeliveries(id, 10);
    expect(delivery?.attempts.map(({ statusCode, error }) => ({ statusCode, error }))).toEqual([
      { statusCode: 500, error: "Answered 500" },
      { statusCode: 200, error: null },
    ]);
    expect(JSON.stringify(delivery)).not.toContain(ANSWER_BODY);
    expect((await listEndpoints())[0]).toMatchObject({ consecutiveFailures: 0, failingSince: null });
  });

  test("receives nothing before its Retry-After", async () => {
    await add();
    await happen();
    receiver.answer({ status: 503, headers: { "Retry-After": "300" } });
    await deliverDueEvents();
    receiver.answer({ status: 200 });
    await letTimePass(295);
    expect(await deliverDueEvents()).toEqual(NONE);
    await letTimePass(6);
    expect(await deliverDueEvents()).toEqual({ ...NONE, delivered: 1 });
  });

  test("for a day is disabled, its deliveries are cancelled, and the admins are notified", async () => {
    const db = await database();
    const admin = "admin@webhooks.example";
    await db.user.create({
      data: {
        role: "admin",
        emailAddresses: { create: { address: admin, isPrimary: true, verifiedAt: new Date() } },
      },
    });
    const id = await add();
    await happen();
    receiver.answer({ status: 500 });
    for (let tries = 1; tries < 8; tries++) {
      expect(await deliverDueEvents()).toEqual({ ...NONE, postponed: 1 });
      await letTimePass(36_000);
    }
    await happen();
    expect((await listEndpoints())[0]?.disabledAt).toBeNull();
    await deliverDueEvents();
    expect((await listEndpoints())[0]).toMatchObject({ disabledReason: "failing" });
    expect((await listDeliveries(id, 10)).map(({ status }) => status)).toEqual(["failed", "failed"]);
    expect(await db.outboxMessage.findMany({ where: { template: "webhook-disabled" } })).toMatchObject([
      { recipient: admin },
    ]);
    await happen();
    expect(await listDeliveries(id, 10)).toHaveLength(2);
  });

  test("receives new events after it is enabled", async () => {
    const id = await add();
    await disableEndpoint(id, CLI_ACTOR);
    expect(await enableEndpoint(id, CLI_ACTOR)).toEqual({ ok: true });
    await happen();
    expect(await deliverDueEvents()).toEqual({ ...NONE, delivered: 1 });
  });
});

describe("a worker that crashes between claim and send", () => {
  test("leaves the delivery to another worker after its lease", async () => {
    await add();
    await happen();
    await claimDeliveries(await database(), 10, 60);
    expect(await deliverDueEvents()).toEqual(NONE);
    await letTimePass(61);
    expect(await deliverDueEvents()).toEqual({ ...NONE, delivered: 1 });
  });

  test("leaves it soon enough to deliver within 15 seconds", async () => {
    await add();
    await happen();
    await claimDeliveries(await database(), 10);
    await letTimePass(12);
    expect(await deliverDueEvents()).toEqual({ ...NONE, delivered: 1 });
  });

  test("every time does not cause endless attempts", async () => {
    const id = await add();
    await happen();
    for (let tries = 0; tries < 9; tries++) await claimDeliveries(await database(), 10, 0);
    expect(await deliverDueEvents()).toEqual({ ...NONE, failed: 1 });
    expect(receiver.requests).toEqual([]);
    expect((await listDeliveries(id, 1))[0]?.status).toBe("failed");
    const [event] = await (await database()).auditEvent.findMany({
      where: { type: "webhook.delivery_failed" },
    });
    expect(event?.details).toMatchObject({ endpointId: id, eventType: "user.deleted" });
  });
});

test("sends at most three concurrent requests to one endpoint, however many deliveries wait", async () => {
  const slow = await startReceiver();
  slow.answer("hang");
  await add(slow.url);
  await add();
  for (let events = 0; events < 10; events++) await happen();
  const done = deliverDueEvents();
  await expect.poll(() => receiver.requests.length, { timeout: 20_000 }).toBe(10);
  expect(slow.requests).toHaveLength(3);
  slow.answer({ status: 200 });
  expect(await done).toEqual({ ...NONE, delivered: 20 });
  slow.stop();
});

describe("on request of an admin", () => {
  test("resends an event under the same id, and sends a test event whatever the subscriptions", async () => {
    const id = await add(receiver.url, ["user.deleted"]);
    await happen();
    await deliverDueEvents();
    const [first] = await listDeliveries(id, 1);
    expect(await resendDelivery(first?.id ?? "", CLI_ACTOR)).toMatchObject({ ok: true });
    expect(await deliverDueEvents()).toEqual({ ...NONE, delivered: 1 });
    expect(ids()).toEqual([first?.eventId, first?.eventId]);
    expect(await sendTestEvent(id, CLI_ACTOR)).toMatchObject({ ok: true });
    await deliverDueEvents();
    expect(JSON.parse(receiver.requests[2]?.body ?? "")).toMatchObject({
      type: "webhook.test",
      data: { endpointId: id },
    });
  });

  test("returns not found for unknown IDs, and rejects invalid input with the field", async () => {
    const notFound = { ok: false, errors: [{ code: "resource_not_found" }] };
    for (const act of [enableEndpoint, disableEndpoint, removeEndpoint])
      expect(await act(USER_ID, CLI_ACTOR)).toMatchObject(notFound);
    expect(await resendDelivery(USER_ID, CLI_ACTOR)).toMatchObject(notFound);
    expect(await sendTestEvent(USER_ID, CLI_ACTOR)).toMatchObject(notFound);
    expect(await addEndpoint({ url: receiver.url, events: ["user.exploded"] }, CLI_ACTOR)).toMatchObject({
      errors: [{ code: "form_param_format_invalid", meta: { paramName: "events" } }],
    });
    expect(await addEndpoint({ url: "file:///etc/passwd", events: [] }, CLI_ACTOR)).toMatchObject({
      errors: [{ code: "form_param_format_invalid", meta: { paramName: "url" } }],
    });
  });
});
