import "@/lib/db/testing/own-database";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { deliverDueMessages } from "../deliver";
import { deliveryAvailable } from "../outbox";
import { CODE, readMessage, writeCode } from "../testing/outbox";
import { UNREACHABLE } from "../unreachable";
import { TEXT_RECIPIENT, writeTextCode } from "./testing/texts";

const { twilio } = await vi.hoisted(async () => {
  const { startTwilio } = await import("@/e2e/sms/twilio");
  const twilio = await startTwilio();
  process.env.INBOX = "off";
  process.env.TWILIO_ACCOUNT_SID = "AC0123";
  process.env.TWILIO_AUTH_TOKEN = "secret";
  process.env.TWILIO_FROM = "+15005550006";
  process.env.TWILIO_BASE_URL = twilio.url;
  return { twilio };
});

beforeEach(async () => {
  twilio.refuseWith(null);
  twilio.texts.length = 0;
  await (await database()).outboxMessage.deleteMany();
});

afterAll(async () => {
  twilio.stop();
});

const NONE = { sent: 0, suppressed: 0, postponed: 0, failed: 0, expired: 0 };

test("enables each channel by its own settings", () => {
  expect(deliveryAvailable("sms")).toBe(true);
  expect(deliveryAvailable("email")).toBe(false);
});

test("sends an SMS through the connector of its channel", async () => {
  const id = await writeTextCode();
  expect(await deliverDueMessages()).toEqual({ ...NONE, sent: 1 });
  expect(twilio.texts).toMatchObject([{ to: TEXT_RECIPIENT, body: expect.stringContaining(CODE) }]);
  expect(await readMessage(id)).toMatchObject({ channel: "sms", status: "sent", connector: "twilio" });
});

test("drops a suppressed SMS", async () => {
  const id = await writeTextCode(false);
  expect(await deliverDueMessages()).toEqual({ ...NONE, suppressed: 1 });
  expect(twilio.texts).toEqual([]);
  expect((await readMessage(id)).status).toBe("suppressed");
});

test("fails an SMS after a permanent rejection, with an audit event of its channel", async () => {
  const id = await writeTextCode();
  twilio.refuseWith(400);
  expect(await deliverDueMessages()).toEqual({ ...NONE, failed: 1 });
  const events = await (await database()).auditEvent.findMany({
    where: { details: { path: ["messageId"], equals: id } },
  });
  expect(events.map(({ type }) => type)).toEqual(["sms.delivery_failed"]);
  expect(JSON.stringify(events)).not.toMatch(new RegExp(`${CODE}|${TEXT_RECIPIENT.slice(1)}`));
});

test("postpones a message of a channel without a connector, deliverable or suppressed", async () => {
  const ids = [await writeCode(), await writeCode(false)];
  expect(await deliverDueMessages()).toEqual({ ...NONE, postponed: 2 });
  for (const id of ids) {
    expect((await readMessage(id)).lastError).toBe("No email connector is configured");
  }
});

test("postpones suppressed and deliverable SMS alike while Twilio is unreachable", async () => {
  const ids = [await writeTextCode(), await writeTextCode(false)];
  twilio.stop();
  expect(await deliverDueMessages()).toEqual({ ...NONE, postponed: 2 });
  for (const id of ids) {
    expect(await readMessage(id)).toMatchObject({ status: "queued", attempts: 1, lastError: UNREACHABLE });
  }
});
