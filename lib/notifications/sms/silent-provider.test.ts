import "@/lib/db/testing/own-database";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { deliverDueMessages } from "../deliver";
import { notifyOutboxWorker } from "../outbox";
import { readMessage, writeCode } from "../testing/outbox";
import { startOutboxWorker } from "../worker";
import { writeTextCode } from "./testing/texts";

const { email, texts } = await vi.hoisted(async () => {
  const { startResendServer } = await import("../testing/resend-server");
  const { startSilentServer } = await import("./testing/silent-server");
  const [email, texts] = await Promise.all([startResendServer(), startSilentServer()]);
  process.env.RESEND_API_KEY = "re_test";
  process.env.RESEND_BASE_URL = email.url;
  process.env.TWILIO_ACCOUNT_SID = "AC0123";
  process.env.TWILIO_AUTH_TOKEN = "secret";
  process.env.TWILIO_FROM = "+15005550006";
  process.env.TWILIO_BASE_URL = texts.url;
  return { email, texts };
});

/** Shorter than the timeout of an SMS. */
const PATIENCE = { timeout: 8_000 };

beforeEach(async () => {
  email.requests.length = 0;
  await (await database()).outboxMessage.deleteMany();
});

afterEach(() => texts.hangUp());

afterAll(async () => {
  email.stop();
  texts.stop();
});

const expectText = () => vi.waitFor(() => expect(texts.waiting()).toBe(1), PATIENCE);
const expectEmail = (id: string) =>
  vi.waitFor(() => expect(email.requests.map((sent) => sent.idempotencyKey)).toEqual([id]), PATIENCE);

test("sends an email while the SMS provider does not answer", async () => {
  const stop = startOutboxWorker();
  const textId = await writeTextCode();
  notifyOutboxWorker();
  await expectText();
  const id = await writeCode();
  notifyOutboxWorker();
  await expectEmail(id);
  expect((await readMessage(textId)).status).toBe("sending");
  const stopped = stop();
  texts.hangUp();
  await stopped;
  expect((await readMessage(textId)).status).toBe("queued");
});

test("sends an email while the SMS provider does not answer, also for a scheduler", async () => {
  const ids = [await writeTextCode(), await writeCode()];
  const delivered = deliverDueMessages();
  await expectText();
  await expectEmail(ids[1] ?? "");
  texts.hangUp();
  expect(await delivered).toMatchObject({ sent: 1, postponed: 1 });
});
