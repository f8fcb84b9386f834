import { type AddressInfo, createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTwilio } from "@/e2e/sms/twilio";
import { DeliveryError, MISCONFIGURED, OverloadedError } from "../delivery-error";
import { UNREACHABLE } from "../unreachable";
import { twilioConnector } from "./twilio";

let twilio: Awaited<ReturnType<typeof startTwilio>>;
beforeEach(async () => {
  twilio = await startTwilio();
});
afterEach(() => twilio.stop());

const connector = (from = "+15005550006", timeoutMs?: number) =>
  twilioConnector({ accountSid: "AC0123", authToken: "secret", from, baseUrl: twilio.url }, timeoutMs);

const message = { id: "1", to: "+14155550100", text: "042917 is your code & so on", code: "042917" };

/** Returns the error that a message was rejected with. */
async function refusalOf(sending: Promise<void>): Promise<DeliveryError> {
  const error = await sending.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof DeliveryError) return error;
  throw new Error(`It was not refused, but: ${error}`);
}

test("sends one SMS, from a number or through a messaging service", async () => {
  await connector().send(message);
  await connector("MG0123").send(message);
  expect(twilio.texts.map(({ to, from, body }) => ({ to, from, body }))).toEqual([
    { to: message.to, from: "+15005550006", body: message.text },
    { to: message.to, from: "MG0123", body: message.text },
  ]);
});

test("authenticates, and posts to the path of the account", async () => {
  await connector().send(message);
  expect(twilio.texts[0]).toMatchObject({
    authorization: `Basic ${Buffer.from("AC0123:secret").toString("base64")}`,
    path: "/2010-04-01/Accounts/AC0123/Messages.json",
  });
});

describe("an error", () => {
  test.each([429, 500, 503])("with %i is retryable", async (status) => {
    twilio.refuseWith(status);
    expect(await refusalOf(connector().send(message))).toMatchObject({ retryable: true });
  });

  test.each([400, 410, 422])("with %i is permanent", async (status) => {
    twilio.refuseWith(status);
    expect(await refusalOf(connector().send(message))).toMatchObject({ retryable: false });
  });

  test.each([301, 401, 403, 404])("with %i is about the settings, and is retryable", async (status) => {
    twilio.refuseWith(status);
    expect(await refusalOf(connector().send(message))).toMatchObject({
      retryable: true,
      message: expect.stringContaining(MISCONFIGURED),
    });
  });

  test.each([
    [21606, true],
    [21211, false],
  ])("with 400 is classified by its error code: %i", async (code, retryable) => {
    twilio.refuseWith(400, {}, JSON.stringify({ code, message: message.to }));
    const refusal = await refusalOf(connector().send(message));
    expect(refusal.retryable).toBe(retryable);
    expect(refusal.message).toContain(`Twilio answered 400, error ${code}`);
    expect(refusal.message).not.toContain(message.to);
  });

  test("passes on Retry-After", async () => {
    twilio.refuseWith(429, { "Retry-After": "120" });
    const refusal = await refusalOf(connector().send(message));
    expect(refusal).toBeInstanceOf(OverloadedError);
    expect(refusal.retryAfterSeconds).toBe(120);
  });

  test("with a redirect is not followed, so number, text and secret stay here", async () => {
    const elsewhere = await startTwilio();
    twilio.refuseWith(307, { Location: `${elsewhere.url}/elsewhere` });
    expect((await refusalOf(connector().send(message))).message).toContain(MISCONFIGURED);
    expect(elsewhere.texts).toEqual([]);
    elsewhere.stop();
  });

  test("never contains number, text or secret", async () => {
    twilio.refuseWith(400);
    const { message: words } = await refusalOf(connector().send(message));
    expect(words).toBe("Twilio answered 400");
  });
});

test("times out on a provider that does not answer, with a retryable error", async () => {
  const silent = createServer((socket) => socket.on("error", () => undefined).resume());
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const account = { accountSid: "AC0123", authToken: "secret", from: "+15005550006" };
  const hung = twilioConnector({ ...account, baseUrl: `http://127.0.0.1:${port}` }, 100);
  expect(await refusalOf(hung.send(message))).toMatchObject({
    message: "Twilio did not answer",
    retryable: true,
  });
  silent.close();
});

test("reports an unreachable provider alike for send and reach", async () => {
  twilio.stop();
  expect((await refusalOf(connector().send(message))).message).toBe(UNREACHABLE);
  expect((await refusalOf(connector().checkConnection())).message).toBe(UNREACHABLE);
});

test("reach sends no request to the provider", async () => {
  await connector().checkConnection();
  expect(twilio.texts).toEqual([]);
});
