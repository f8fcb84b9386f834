import { expect, test } from "vitest";
import type { OutgoingMessage } from "../message";
import { renderText } from "./text";

const origin = { ipAddress: "203.0.113.7", userAgent: null };
const envelope = { channel: "sms", recipient: "+14155550100", deliverable: true, locale: "en" } as const;

/** The letters that go by seven bits, of which a text message holds 160 (3GPP TS 23.038), as far as we use them. */
const SEVEN_BITS = /^[\w @#.,:'!?\n-]+$/;

test("a text message holds name, code, lifetime, a warning, and for which site it is", () => {
  const { text, code } = renderText({
    ...envelope,
    template: "verification-code",
    values: { purpose: "sign_in", code: "042917", ttlSeconds: 600, requestedFrom: origin },
  });
  expect(code).toBe("042917");
  expect(text).toBe(
    "042917 is your Latchkey code. It works for 10 minutes. Don't share it.\n\n@localhost #042917",
  );
  expect(text.length).toBeLessThanOrEqual(160);
  expect(text).toMatch(SEVEN_BITS);
});

test("nothing but codes goes out as a text message", () => {
  const notice: OutgoingMessage = {
    ...envelope,
    template: "password-changed",
    values: { changedFrom: origin },
  };
  expect(() => renderText(notice)).toThrow(RangeError);
});
