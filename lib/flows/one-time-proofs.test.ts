import "@/lib/db/testing/own-database";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import {
  consumeBackupCode,
  hashBackupCode,
  hashBackupCodes,
  replaceBackupCodes,
} from "@/lib/factors/backup-code/codes";
import { consumeCode } from "@/lib/factors/code/consume";
import { issueCode, supersedeCodes } from "@/lib/factors/code/issue";
import { consumeLink, findLink } from "@/lib/factors/link/consume";
import { issueLink, supersedeLinks } from "@/lib/factors/link/issue";
import { confirmTotp, consumeTotp } from "@/lib/factors/totp/consume";
import { codeAt, makeTotpSecret, sealTotpSecret } from "@/lib/factors/totp/secret";
import { withoutRequest } from "@/lib/jobs/requester";
import { createTestUser, makeCaller, totpCodeOf } from "./testing/user";
import { createVerification } from "./verification/verification";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
});

const ADDRESS = "ada@people.example";
const nowSeconds = () => Date.now() / 1000;

const open = async () => createVerification(await database(), { purpose: "sign_in" }, makeCaller());

const expire = async (table: "Code" | "Link", verificationId: string) =>
  (await database()).$executeRawUnsafe(
    `UPDATE "${table}" SET "expiresAt" = now() WHERE "verificationId" = '${verificationId}'`,
  );

describe("a code", () => {
  let verificationId: string;
  let code: string;

  beforeEach(async () => {
    verificationId = await open();
    code = await issueCode(await database(), { verificationId, destination: ADDRESS });
  });

  const consume = async (of = { verificationId, destination: ADDRESS }) =>
    consumeCode(await database(), of, code);

  test("is consumed once", async () => {
    expect([await consume(), await consume()]).toEqual(["consumed", "already_used"]);
  });

  test("works only for the verification and the destination it was issued for", async () => {
    expect(await consume({ verificationId: await open(), destination: ADDRESS })).toBe("incorrect");
    expect(await consume({ verificationId, destination: "bob@people.example" })).toBe("incorrect");
    expect(await consume()).toBe("consumed");
  });

  test("does not work once it is superseded", async () => {
    await supersedeCodes(await database(), verificationId);
    expect(await consume()).toBe("incorrect");
  });

  test("does not work once it has expired", async () => {
    await expire("Code", verificationId);
    expect(await consume()).toBe("expired");
  });
});

describe("a link", () => {
  let verificationId: string;
  let token: string;

  beforeEach(async () => {
    verificationId = await open();
    token = await issueLink(await database(), verificationId, false);
  });

  const consume = async () => consumeLink(await database(), token);
  const status = async () => (await findLink(await database(), token))?.status;

  test("is consumed once", async () => {
    expect(await status()).toBe("active");
    expect([await consume(), await consume()]).toEqual([true, false]);
    expect(await status()).toBe("used");
  });

  test("does not work once it is superseded", async () => {
    await supersedeLinks(await database(), verificationId);
    expect([await status(), await consume()]).toEqual(["superseded", false]);
  });

  test("does not work once it has expired", async () => {
    await expire("Link", verificationId);
    expect([await status(), await consume()]).toEqual(["expired", false]);
  });
});

describe("a backup code", () => {
  const CODES = ["aaaa-bbbb-cccc-dddd", "eeee-ffff-gggg-hhhh"];

  const withCodes = async () => {
    const db = await database();
    const { id } = await db.user.create({ data: {} });
    await replaceBackupCodes(db, id, hashBackupCodes(id, CODES));
    return id;
  };
  const hashOf = async (userId: string, typed = CODES[0] ?? "") =>
    hashBackupCode(await database(), userId, typed, withoutRequest());

  test("is consumed once, and no other code with it", async () => {
    const db = await database();
    const userId = await withCodes();
    const hash = await hashOf(userId);
    expect(await consumeBackupCode(db, userId, hash)).toBe(true);
    expect(await consumeBackupCode(db, userId, hash)).toBe(false);
    expect(await consumeBackupCode(db, userId, await hashOf(userId, CODES[1]))).toBe(true);
  });

  test("does not work for another user", async () => {
    const db = await database();
    const [userId, other] = [await withCodes(), await withCodes()];
    const hash = await hashOf(userId);
    expect(await consumeBackupCode(db, other, hash)).toBe(false);
    expect(await consumeBackupCode(db, userId, hash)).toBe(true);
  });

  test("does not work once the set is replaced", async () => {
    const db = await database();
    const userId = await withCodes();
    const hash = await hashOf(userId);
    await replaceBackupCodes(db, userId, hashBackupCodes(userId, ["kkkk-mmmm-nnnn-pppp"]));
    expect(await consumeBackupCode(db, userId, hash)).toBe(false);
  });
});

describe("an authenticator app", () => {
  test("accepts each code once, and no code of an earlier step after it", async () => {
    const db = await database();
    const { id } = await createTestUser("violet otter mends lanterns", { totp: true });
    const code = await totpCodeOf(id);
    expect(await consumeTotp(db, id, code)).toBe("right");
    expect(await consumeTotp(db, id, code)).toBe("used");
    await db.$executeRaw`UPDATE "TotpSecret" SET "lastStep" = "lastStep" + 10 WHERE "userId" = ${id}::uuid`;
    expect(await consumeTotp(db, id, code)).toBe("used");
  });

  test("is accepted after confirmation in the session that set it up", async () => {
    const db = await database();
    const caller = makeCaller();
    const { id: userId } = await db.user.create({ data: {} });
    const sessions: string[] = [];
    for (const token of ["setting up", "another"]) {
      const { id } = await db.session.create({
        data: {
          userId,
          clientHash: new Uint8Array(32),
          tokenHash: new TextEncoder().encode(`${token} ${userId}`),
          expiresAt: new Date(Date.now() + 3_600_000),
          ipAddress: caller.metadata.ipAddress,
        },
      });
      sessions.push(id);
    }
    const [settingUp = "", another = ""] = sessions;
    const secret = makeTotpSecret();
    await db.totpSecret.create({
      data: { userId, sessionId: settingUp, sealedSecret: sealTotpSecret(secret) },
    });
    const code = codeAt(secret, nowSeconds());
    expect(await consumeTotp(db, userId, code)).toBe("wrong");
    expect(await confirmTotp(db, userId, another, code)).toBe(false);
    expect(await confirmTotp(db, userId, settingUp, code)).toBe(true);
    expect(await confirmTotp(db, userId, settingUp, code)).toBe(false);
    expect(await consumeTotp(db, userId, codeAt(secret, nowSeconds() + 30))).toBe("right");
  });
});
