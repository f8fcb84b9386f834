import "@/lib/db/testing/own-database";
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { hashWithSalt } from "@/lib/factors/password/hash";
import { withoutRequest } from "@/lib/jobs/requester";
import {
  consumeBackupCode,
  hashBackupCode,
  makeBackupCodes,
  normalizeBackupCode,
  replaceBackupCodes,
} from "./codes";

async function makeUser(): Promise<string> {
  return (await (await database()).user.create({ data: {} })).id;
}

async function consume(userId: string, typed: string): Promise<boolean> {
  const db = await database();
  return consumeBackupCode(db, userId, await hashBackupCode(db, userId, typed, withoutRequest()));
}

/** Stores a set in the form used before codes were hashed with a key. */
async function giveFormerCodes(userId: string, codes: string[]): Promise<void> {
  const salt = new Uint8Array(randomBytes(16));
  const hash = (code: string) => hashWithSalt(normalizeBackupCode(code), salt, withoutRequest());
  const hashes = await Promise.all(codes.map(hash));
  const data = hashes.map((codeHash) => ({ userId, salt, codeHash }));
  await (await database()).backupCode.createMany({ data });
}

describe("backup codes", () => {
  test("come in sets of ten different codes, with 80 bits in readable groups", () => {
    const { codes } = makeBackupCodes("user");
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  });

  test("work once, in any notation, and only for their user", async () => {
    const [userId, otherId] = [await makeUser(), await makeUser()];
    const set = makeBackupCodes(userId);
    await replaceBackupCodes(await database(), userId, set);
    await replaceBackupCodes(await database(), otherId, makeBackupCodes(otherId));
    const [first = "", second = ""] = set.codes;
    expect(await consume(otherId, first)).toBe(false);
    expect(await consume(userId, first.replaceAll("-", " ").toUpperCase())).toBe(true);
    expect(await consume(userId, first)).toBe(false);
    expect(await consume(userId, second)).toBe(true);
  });

  test("are invalid if their rows are moved to another user", async () => {
    const [userId, otherId] = [await makeUser(), await makeUser()];
    const db = await database();
    const { codes, ...set } = makeBackupCodes(userId);
    await replaceBackupCodes(db, userId, { codes, ...set });
    const [code = ""] = codes;
    await db.backupCode.updateMany({ where: { userId }, data: { userId: otherId } });
    expect(await consume(otherId, code)).toBe(false);
    await db.backupCode.updateMany({ where: { userId: otherId }, data: { userId } });
    expect(await consume(userId, code)).toBe(true);
  });

  test("of a set that was hashed without a key remain valid until another set replaces them", async () => {
    const userId = await makeUser();
    await giveFormerCodes(userId, ["k3fd-9xq2-mmv7-2hrt", "abcd-efgh-jkmn-pqrs"]);
    expect(await consume(userId, "K3FD 9XQ2 MMV7 2HRT")).toBe(true);
    expect(await consume(userId, "k3fd-9xq2-mmv7-2hrt")).toBe(false);
    const set = makeBackupCodes(userId);
    await replaceBackupCodes(await database(), userId, set);
    expect(await consume(userId, "abcd-efgh-jkmn-pqrs")).toBe(false);
    expect(await consume(userId, set.codes[0] ?? "")).toBe(true);
  });

  test("are all wrong for a user without codes", async () => {
    expect(await consume(await makeUser(), "k3fd-9xq2-mmv7-2hrt")).toBe(false);
  });

  test("may be typed in any case, with spaces, hyphens and look-alikes", () => {
    expect(normalizeBackupCode(" K3FD-9XQ2 mmv7–2hrt ")).toBe("k3fd9xq2mmv72hrt");
    expect(normalizeBackupCode("OIL0")).toBe("0110");
    expect(normalizeBackupCode("\u202ak\u0663fd\u22129xq\u0968\u202c\u200b")).toBe("k3fd9xq2");
  });

  test("normalize to themselves, whatever the input", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const normal = normalizeBackupCode(typed);
        expect(normalizeBackupCode(normal)).toBe(normal);
        expect(normal).toMatch(/^[0-9a-hjkmnp-z]*$/);
      }),
    );
  });
});
