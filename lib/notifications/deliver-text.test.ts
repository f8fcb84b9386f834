import "@/lib/db/testing/own-database";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { deliverDueMessages } from "./deliver";
import { deliveryAvailable } from "./outbox";
import { CODE, readMessage, writeCode } from "./testing/outbox";
import { TEXT_RECIPIENT, writeTextCode } from "./testing/texts";
import { UNREACHABLE } from "./unreachable";

const { twilio } = await vi.hoisted(async () => {
  const { startTwilio } = await import("@/e2e/servers/twilio");
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

test("each channel is there by its own settings", () => {
  expect(deliveryAvailable("sms")).toBe(true);
  expect(deliveryAvailable("email")).toBe(false);
});

test("a text message goes out by the connector of its channel", async () => {
  const id = await writeTextCode();
  expect(await deliverDueMessages()).toEqual({ ...NONE, sent: 1 });
  expect(twilio.texts).toMatchObject([{ to: TEXT_RECIPIENT, body: expect.stringContaining(CODE) }]);
  expect(await readMessage(id)).toMatchObject({ channel: "sms", status: "sent", connector: "twilio" });
});

test("a text message to nobody is dropped", async () => {
  const id = await writeTextCode(false);
  expect(await deliverDueMessages()).toEqual({ ...NONE, suppressed: 1 });
  expect(twilio.texts).toEqual([]);
  expect((await readMessage(id)).status).toBe("suppressed");
});

test("a text message that is refused for good is given up, under the name of its channel", async () => {
  const id = await writeTextCode();
  twilio.refuseWith(400);
  expect(await deliverDueMessages()).toEqual({ ...NONE, failed: 1 });
  const events = await (await database()).auditEvent.findMany({
    where: { details: { path: ["messageId"], equals: id } },
  });
  expect(events.map(({ type }) => type)).toEqual(["sms.delivery_failed"]);
  expect(JSON.stringify(events)).not.toMatch(new RegExp(`${CODE}|${TEXT_RECIPIENT.slice(1)}`));
});

test("a message of a channel without a connector waits for one, to somebody or to nobody", async () => {
  const ids = [await writeCode(), await writeCode(false)];
  expect(await deliverDueMessages()).toEqual({ ...NONE, postponed: 2 });
  for (const id of ids) {
    expect((await readMessage(id)).lastError).toBe("No email connector is configured");
  }
});

test("while Twilio is not there, a message to nobody waits like any other", async () => {
  const ids = [await writeTextCode(), await writeTextCode(false)];
  twilio.stop();
  expect(await deliverDueMessages()).toEqual({ ...NONE, postponed: 2 });
  for (const id of ids) {
    expect(await readMessage(id)).toMatchObject({ status: "queued", attempts: 1, lastError: UNREACHABLE });
  }
});
