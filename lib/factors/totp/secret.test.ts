import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeAt, makeTotpSecret, sealTotpSecret, stepOfCode, totpUri, unsealTotpSecret } from "./secret";

/** "12345678901234567890", the secret of RFC 6238, appendix B. */
const RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

const moment = fc.integer({ min: 100, max: 4_000_000_000 });

describe("codes of an authenticator app", () => {
  // The last six digits of the eight that RFC 6238, appendix B, specifies for SHA-1.
  test.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
  ])("at %d seconds are those of RFC 6238", (seconds, code) => {
    expect(codeAt(RFC_SECRET, seconds)).toBe(code);
    expect(stepOfCode(RFC_SECRET, code, seconds)).toBe(Math.floor(seconds / 30));
  });

  test("belong to the step they were generated in, if it is at most one step away", () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -1, max: 1 }), (seconds, steps) => {
        const secret = makeTotpSecret();
        const made = seconds + steps * 30;
        const step = stepOfCode(secret, codeAt(secret, made), seconds);
        // Two adjacent steps have the same code once in a million.
        expect(codeAt(secret, (step ?? 0) * 30)).toBe(codeAt(secret, made));
      }),
    );
  });

  test("are rejected two steps away", () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(-2, 2, 10), (seconds, steps) => {
        const code = codeAt(RFC_SECRET, seconds + steps * 30);
        const near = [-1, 0, 1].map((step) => codeAt(RFC_SECRET, seconds + step * 30));
        fc.pre(!near.includes(code));
        expect(stepOfCode(RFC_SECRET, code, seconds)).toBeNull();
      }),
    );
  });
});

describe("a secret", () => {
  test("has 160 bits, and is unique", () => {
    const secrets = Array.from({ length: 100 }, makeTotpSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  });

  test("is encrypted at rest, with different ciphertexts, and decrypts to itself", () => {
    const [one, other] = [sealTotpSecret(RFC_SECRET), sealTotpSecret(RFC_SECRET)];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
    expect(Buffer.from(one).includes(RFC_SECRET)).toBe(false);
    expect(unsealTotpSecret(one)).toBe(RFC_SECRET);
  });

  test("is encoded in the URI that apps expect, for any account name", () => {
    const uri = new URL(totpUri(RFC_SECRET, "ada+1@example.com"));
    expect(uri.protocol).toBe("otpauth:");
    expect(decodeURIComponent(uri.pathname)).toContain("Latchkey:ada+1@example.com");
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      issuer: "Latchkey",
      secret: RFC_SECRET,
      digits: "6",
      period: "30",
    });
  });
});
