import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { config } from "@/lib/config";
import { decrypt, encrypt, reencrypt } from "./encryption";
import { keyedHash, rotatingHashes, secretIds } from "./hash";

const original = config().authSecrets;
afterEach(() => {
  config().authSecrets = original;
});

function setSecrets(...values: string[]) {
  config().authSecrets = values.map((value, position) => ({ name: `AUTH_SECRET_${position}`, value }));
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** Up to four different secrets, the newest first, and one that is none of them. */
const secrets = fc
  .uniqueArray(fc.string({ minLength: 32, maxLength: 40 }), { minLength: 2, maxLength: 5 })
  .map(([other = "", ...configured]) => ({ other, configured }));

describe("with several secrets", () => {
  test("each of them decrypts, another one does not, and the newest encrypts", () => {
    fc.assert(
      fc.property(secrets, fc.jsonValue(), ({ other, configured }, value) => {
        for (const secret of configured) {
          setSecrets(secret);
          const sealed = encrypt("totp", value);
          setSecrets(...configured);
          expect(decrypt("totp", sealed)).toEqual(JSON.parse(JSON.stringify(value)));
          setSecrets(other);
          expect(() => decrypt("totp", sealed)).toThrow();
          expect(reencrypt("totp", sealed)).toBe("unreadable");
        }
        setSecrets(...configured);
        const sealed = encrypt("totp", value);
        const [newest = ""] = configured;
        setSecrets(newest);
        expect(decrypt("totp", sealed)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("a value is encrypted again only if an earlier one encrypted it, and then needs the newest alone", () => {
    fc.assert(
      fc.property(secrets, fc.jsonValue(), ({ configured }, value) => {
        const [newest = "", ...earlier] = configured;
        setSecrets(newest);
        const current = encrypt("webhook", value);
        setSecrets(...configured);
        expect(reencrypt("webhook", current)).toBe("newest");
        for (const secret of earlier) {
          setSecrets(secret);
          const sealed = encrypt("webhook", value);
          setSecrets(...configured);
          const again = reencrypt("webhook", sealed);
          if (typeof again === "string") throw new Error(again);
          setSecrets(newest);
          expect(decrypt("webhook", again)).toEqual(JSON.parse(JSON.stringify(value)));
        }
      }),
    );
  });

  test("a modified value stays unreadable with each of them", () => {
    setSecrets("n".repeat(32), "o".repeat(32));
    const sealed = encrypt("outbox", "text");
    for (let index = 0; index < sealed.length; index++) {
      const touched = sealed.slice();
      touched[index] = (touched[index] ?? 0) ^ 1;
      expect(() => decrypt("outbox", touched)).toThrow();
    }
    expect(() => decrypt("outbox", new Uint8Array())).toThrow();
  });

  test("rotating hashes have one for each secret, in their order", () => {
    fc.assert(
      fc.property(secrets, fc.string(), ({ configured }, text) => {
        setSecrets(...configured);
        const all = rotatingHashes("code", text).map(hex);
        const ids = secretIds().map(hex);
        expect(new Set([...all, ...ids]).size).toBe(2 * configured.length);
        for (const [position, secret] of configured.entries()) {
          setSecrets(secret);
          expect(rotatingHashes("code", text).map(hex)).toEqual([all[position]]);
          expect(secretIds().map(hex)).toEqual([ids[position]]);
        }
      }),
    );
  });

  test("a stable hash without a stored key is that of the oldest secret, as before the first rotation", () => {
    setSecrets("o".repeat(32));
    const before = hex(keyedHash("session", "token"));
    setSecrets("n".repeat(32), "o".repeat(32));
    expect(hex(keyedHash("session", "token"))).toBe(before);
    setSecrets("n".repeat(32));
    expect(hex(keyedHash("session", "token"))).not.toBe(before);
  });
});
