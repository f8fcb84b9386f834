import { expect, test } from "vitest";
import type { OutgoingMessage } from "../message";
import { renderText } from "./text";

const origin = { ipAddress: "203.0.113.7", userAgent: null };
const envelope = { channel: "sms", recipient: "+14155550100", deliverable: true } as const;

/** The used characters of the seven-bit alphabet, of which an SMS holds 160 (3GPP TS 23.038). */
const SEVEN_BITS = /^[\wäöüßÄÖÜ @#.,:'!?\n-]+$/;

test.each([
  ["en", "042917 is your Latchkey code. It expires in 10 minutes. Don't share it."],
  ["de", "Ihr Latchkey-Code: 042917. Er gilt 10 Minuten. Bitte nicht weitergeben."],
] as const)("an SMS in %s contains name, code, lifetime, a warning, and its site", (locale, words) => {
  const { text, code } = renderText({
    ...envelope,
    locale,
    template: "verification-code",
    values: { purpose: "sign_in", code: "042917", ttlSeconds: 600, requestedFrom: origin },
  });
  expect(code).toBe("042917");
  expect(text).toBe(`${words}\n\n@localhost #042917`);
  expect(text.length).toBeLessThanOrEqual(160);
  expect(text).toMatch(SEVEN_BITS);
});

test("sends only codes as SMS", () => {
  const notice: OutgoingMessage = {
    ...envelope,
    locale: "en",
    template: "password-changed",
    values: { changedFrom: origin },
  };
  expect(() => renderText(notice)).toThrow(RangeError);
});
