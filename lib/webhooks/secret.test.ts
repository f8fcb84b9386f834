import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { makeWebhookSecret, sealWebhookSecret, signatureHeaders } from "./secret";

const secret = makeWebhookSecret();
const body = JSON.stringify({ type: "user.created", data: { userId: "ünï" } });
const headersOf = (...secrets: string[]) =>
  signatureHeaders({ eventId: "msg_1", at: new Date(), body }, secrets.map(sealWebhookSecret));

test("generates unique secrets of whsec_ and 256 random bits", () => {
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(makeWebhookSecret()).not.toBe(secret);
});

test("the stored secret does not contain the plaintext", () => {
  expect(Buffer.from(sealWebhookSecret(secret)).toString("latin1")).not.toContain(secret);
});

describe("the reference verifier", () => {
  test("accepts a signed request", () => {
    expect(new Webhook(secret).verify(body, headersOf(secret))).toEqual(JSON.parse(body));
  });

  test("rejects another body, id, time or secret", () => {
    const verifier = new Webhook(secret);
    const headers = headersOf(secret);
    expect(() => verifier.verify(`${body} `, headers)).toThrow("No matching signature");
    expect(() => verifier.verify(body, { ...headers, "webhook-id": "msg_2" })).toThrow("No matching");
    const later = String(Number(headers["webhook-timestamp"]) + 1);
    expect(() => verifier.verify(body, { ...headers, "webhook-timestamp": later })).toThrow("No matching");
    expect(() => new Webhook(makeWebhookSecret()).verify(body, headers)).toThrow("No matching");
  });

  test("rejects an old request that is sent again", () => {
    const at = new Date(Date.now() - 6 * 60_000);
    const headers = signatureHeaders({ eventId: "msg_1", at, body }, [sealWebhookSecret(secret)]);
    expect(() => new Webhook(secret).verify(body, headers)).toThrow("too old");
  });

  test("accepts either secret during a rotation", () => {
    const next = makeWebhookSecret();
    const headers = headersOf(next, secret);
    for (const known of [next, secret]) expect(new Webhook(known).verify(body, headers)).toBeTruthy();
  });
});
