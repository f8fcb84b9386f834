import "@/lib/db/testing/own-database";
import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { consumeTotp } from "@/lib/factors/totp/consume";
import { log } from "@/lib/log";
import { hasSecondFactor } from "@/lib/sessions/second-factor";
import { createTestUser, type TestUser, totpCodeOf } from "../testing/user";

const PASSWORD = "copper kites circle northward";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

/** Creates a user with a backup code, and an app that was set up under another AUTH_SECRET. */
async function personOfOldSecret(): Promise<TestUser> {
  const db = await database();
  const person = await createTestUser(PASSWORD, { totp: true });
  await db.totpSecret.update({ where: { userId: person.id }, data: { sealedSecret: new Uint8Array(60) } });
  await db.backupCode.create({
    data: { userId: person.id, codeHash: new Uint8Array(32), salt: new Uint8Array(16) },
  });
  return person;
}

test("a code is consumed once", async () => {
  const { id } = await createTestUser(PASSWORD, { totp: true });
  const code = await totpCodeOf(id);
  const db = await database();
  expect(await consumeTotp(db, id, code)).toBe("right");
  expect(await consumeTotp(db, id, code)).toBe("used");
});

describe("after a change of AUTH_SECRET", () => {
  test("every code of an app is wrong, and the log contains the reason without a secret", async () => {
    const { id } = await personOfOldSecret();
    const warn = vi.spyOn(log, "warn");
    expect(await consumeTotp(await database(), id, "123456")).toBe("wrong");
    expect(warn.mock.calls).toEqual([
      [{ event: "totp.secret_unreadable", totpSecretId: expect.any(String) }],
    ]);
  });

  test("the statements in docs/deploying.md leave no user with an unusable factor", async () => {
    const db = await database();
    const [stranded, byText] = [await personOfOldSecret(), await personOfOldSecret()];
    await db.phoneNumber.create({
      data: { userId: byText.id, number: "+14155550123", verifiedAt: new Date(), secondFactorAt: new Date() },
    });
    const docs = readFileSync("docs/deploying.md", "utf8");
    await db.backupCode.create({
      data: { userId: byText.id, codeHash: new Uint8Array(32), salt: new Uint8Array(16), isKeyed: true },
    });
    const statements = /```sql\n(DELETE FROM "TotpSecret";[^`]*)```/.exec(docs)?.[1]?.split(";\n") ?? [];
    for (const statement of statements.filter(Boolean)) await db.$executeRawUnsafe(statement);
    expect(await hasSecondFactor(db, stranded.id)).toBe(false);
    expect(await hasSecondFactor(db, byText.id)).toBe(true);
    expect(await db.backupCode.count({ where: { userId: byText.id } })).toBe(1);
  });
});
