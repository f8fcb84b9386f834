import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashWithSalt } from "@/lib/factors/password/hash";
import { makeBackupCodes, normalizeBackupCode } from "./codes";

describe("backup codes", () => {
  test("come ten at a time, each another, with 80 bits in groups that can be read out", async () => {
    const { codes } = await makeBackupCodes();
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  });

  test("are kept as salted hashes, each set with a salt of its own", async () => {
    const [one, other] = [await makeBackupCodes(), await makeBackupCodes()];
    expect(one.salt).not.toEqual(other.salt);
    const again = await hashWithSalt(normalizeBackupCode(one.codes[3] ?? ""), one.salt);
    expect(again).toEqual(one.hashes[3]);
  });

  test("may be typed in any case, with spaces, hyphens and look-alikes", () => {
    expect(normalizeBackupCode(" K3FD-9XQ2 mmv7–2hrt ")).toBe("k3fd9xq2mmv72hrt");
    expect(normalizeBackupCode("OIL0")).toBe("0110");
  });

  test("normalize to themselves, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const normal = normalizeBackupCode(typed);
        expect(normalizeBackupCode(normal)).toBe(normal);
        expect(normal).toMatch(/^[0-9a-hjkmnp-z]*$/);
      }),
    );
  });
});
