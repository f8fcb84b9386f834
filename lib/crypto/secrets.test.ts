import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decrypt, encrypt } from "./encryption";
import { keyedHash } from "./hash";
import { randomCode, randomToken } from "./random";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("randomCode", () => {
  test("returns six digits, including leading zeros, uniformly distributed", () => {
    const codes = Array.from({ length: 5_000 }, randomCode);
    for (const code of codes) expect(code).toMatch(/^\d{6}$/);
    for (const digit of "0123456789") {
      const share = codes.filter((code) => code.startsWith(digit)).length / codes.length;
      expect(share).toBeGreaterThan(0.07);
      expect(share).toBeLessThan(0.13);
    }
  });
});

describe("randomToken", () => {
  test("has 256 bits and never repeats", () => {
    const tokens = Array.from({ length: 1_000 }, randomToken);
    expect(new Set(tokens).size).toBe(tokens.length);
    for (const token of tokens) expect(Buffer.from(token, "base64url")).toHaveLength(32);
  });
});

describe("keyedHash", () => {
  test("differs for each purpose", () => {
    expect(hex(keyedHash("session", "token"))).not.toBe(hex(keyedHash("client", "token")));
  });

  test("binds its parts: moving a character between them changes the hash", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (first, second) => {
        const moved = keyedHash("link", first.slice(0, -1), first.slice(-1) + second);
        expect(hex(keyedHash("link", first, second))).not.toBe(hex(moved));
      }),
    );
  });
});

describe("encrypt and decrypt", () => {
  test("return the original value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(decrypt("outbox", encrypt("outbox", value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("reveal nothing, and throw for modified data or another purpose", () => {
    const sealed = encrypt("outbox", { code: "123456" });
    expect(Buffer.from(sealed).includes("123456")).toBe(false);
    expect(() => decrypt("totp", sealed)).toThrow();
    const touched = sealed.slice();
    touched[touched.length - 1] = (touched.at(-1) ?? 0) ^ 1;
    expect(() => decrypt("outbox", touched)).toThrow();
  });
});
