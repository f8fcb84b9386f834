import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MISCONFIGURED } from "../delivery-error";
import { startResendServer } from "../testing/resend-server";
import { UNREACHABLE } from "../unreachable";
import type { Email } from "./connector";
import { resendConnector } from "./resend";

const email: Email = {
  id: "5d0ad37c-6d6f-4b0e-9c3b-4cf0b8a7b0a1",
  from: "Latchkey <latchkey@example.com>",
  to: "ada@example.com",
  subject: "042917 is your code",
  html: "<p>042917</p>",
  text: "042917",
  code: "042917",
  link: null,
};

let provider: Awaited<ReturnType<typeof startResendServer>>;
beforeAll(async () => {
  provider = await startResendServer();
});
beforeEach(() => {
  provider.answer();
  provider.requests.length = 0;
});
afterAll(() => provider.stop());

const send = (timeoutMs?: number) => resendConnector("re_test", provider.url, timeoutMs).send(email);

test("sends the email with its id as idempotency key", async () => {
  await send();
  const [request] = provider.requests;
  expect(request).toMatchObject({
    idempotencyKey: email.id,
    authorization: "Bearer re_test",
    email: { from: email.from, to: email.to, subject: email.subject, html: email.html, text: email.text },
  });
  expect(request?.email.headers).toEqual({ "Auto-Submitted": "auto-generated", "X-Entity-Ref-ID": email.id });
  expect(request?.email).not.toHaveProperty("code");
});

describe("reports that the settings are rejected", () => {
  const rejected = {
    name: "DeliveryError",
    retryable: true,
    message: expect.stringContaining(MISCONFIGURED),
  };

  test.each([401, 403, 404, 405])("after %i, whatever the recipient", async (status) => {
    provider.answer({ status });
    await expect(send()).rejects.toMatchObject(rejected);
  });

  test("after a rejection of the sender", async () => {
    provider.answer({ status: 422, body: JSON.stringify({ statusCode: 422, name: "invalid_from_address" }) });
    await expect(send()).rejects.toMatchObject(rejected);
    provider.answer({ status: 422 });
    await expect(send()).rejects.not.toMatchObject(rejected);
  });
});

describe("an error is", () => {
  test.each([400, 422])("permanent after %i", async (status) => {
    provider.answer({ status });
    await expect(send()).rejects.toMatchObject({ name: "DeliveryError", retryable: false });
  });

  test.each([408, 409, 429, 500, 502, 503])("retryable after %i", async (status) => {
    provider.answer({ status });
    await expect(send()).rejects.toMatchObject({ name: "DeliveryError", retryable: true });
  });

  test("retryable if it came from an intermediate proxy", async () => {
    provider.answer({ status: 502, body: JSON.stringify({ message: "bad gateway" }) });
    await expect(send()).rejects.toMatchObject({ retryable: true });
    provider.answer({ status: 502, body: "<h1>Bad gateway</h1>" });
    await expect(send()).rejects.toMatchObject({ retryable: true });
  });
});

test("passes on Retry-After", async () => {
  provider.answer({ status: 429, headers: { "Retry-After": "120" } });
  await expect(send()).rejects.toMatchObject({ retryAfterSeconds: 120 });
});

test("times out on a provider that does not answer, with a retryable error", async () => {
  provider.answer("hang");
  await expect(send(50)).rejects.toMatchObject({ retryable: true });
});

test("reports an unreachable provider alike for send and reach", async () => {
  const connector = resendConnector("re_test", "http://127.0.0.1:9");
  const unreachable = { name: "DeliveryError", message: UNREACHABLE, retryable: true };
  await expect(connector.send(email)).rejects.toMatchObject(unreachable);
  await expect(connector.checkConnection()).rejects.toMatchObject(unreachable);
});

test("reach sends no request to the provider", async () => {
  await resendConnector("re_test", provider.url).checkConnection();
  expect(provider.requests).toEqual([]);
});

test("includes neither the message nor unknown text of the response in the error", async () => {
  const name = "ada@example.com\n042917";
  provider.answer({ status: 422, body: JSON.stringify({ statusCode: 422, name, message: name }) });
  await expect(send()).rejects.toThrow(/^Resend answered 422$/);
});
