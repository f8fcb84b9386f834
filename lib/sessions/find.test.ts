import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { SYSTEM_REQUEST } from "@/lib/audit";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import { database, Prisma } from "@/lib/db/client";
import { findSession, userLabel } from "./find";
import { createSession } from "./sessions";

vi.hoisted(() => {
  process.env.REQUIRE_MFA = "true";
});

const gainSecondFactor = async (userId: string) =>
  (await database()).totpSecret.create({
    data: { userId, sealedSecret: new Uint8Array(), verifiedAt: new Date() },
  });

const loseSecondFactor = async (userId: string) =>
  (await database()).totpSecret.deleteMany({ where: { userId } });

/** Creates a signed-in user with or without a second factor. */
async function makeSession({ secondFactor }: { secondFactor: boolean }) {
  const db = await database();
  const { id: userId } = await db.user.create({ data: {} });
  if (secondFactor) await gainSecondFactor(userId);
  const of = { userId, clientHash: keyedHash("client", randomToken()), replacesToken: null };
  const { token } = await db.$transaction((tx) => createSession(tx, of, SYSTEM_REQUEST));
  return { userId, token };
}

/** Makes a session that stays in use older by some hours. */
async function letHoursPass(token: string, hours: number): Promise<void> {
  const db = await database();
  await db.$executeRaw`
    UPDATE "Session" SET "createdAt" = "createdAt" - ${hours} * interval '1 hour',
      "pendingSince" = "pendingSince" - ${hours} * interval '1 hour'
    WHERE "tokenHash" = ${keyedHash("session", token)}`;
}

/** Returns the version of a session's row. Every write changes it. */
async function versionOf(token: string): Promise<string> {
  const db = await database();
  const [row] = await db.$queryRaw<[{ version: string }]>`
    SELECT xmin::text AS version FROM "Session" WHERE "tokenHash" = ${keyedHash("session", token)}`;
  return row.version;
}

test("a session that gains a task has the full time for it, regardless of its age", async () => {
  const { userId, token } = await makeSession({ secondFactor: true });
  expect((await findSession(token))?.status).toBe("active");
  await letHoursPass(token, 24);
  await loseSecondFactor(userId);
  expect(await findSession(token)).toMatchObject({ status: "pending", tasks: ["setup-mfa"] });
});

test("a pending session expires after the limit, however often it is requested", async () => {
  const { token } = await makeSession({ secondFactor: false });
  for (let quarters = 0; quarters < 4; quarters++) {
    expect((await findSession(token))?.status).toBe("pending");
    await letHoursPass(token, 0.25);
  }
  expect(await findSession(token)).toBeNull();
});

test("a session that was active meanwhile has the full time again", async () => {
  const { userId, token } = await makeSession({ secondFactor: false });
  expect((await findSession(token))?.status).toBe("pending");
  await gainSecondFactor(userId);
  expect((await findSession(token))?.status).toBe("active");
  await letHoursPass(token, 2);
  await loseSecondFactor(userId);
  expect((await findSession(token))?.status).toBe("pending");
});

test.each(["active", "pending"])("finding a session that stays %s writes nothing", async (status) => {
  const { token } = await makeSession({ secondFactor: status === "active" });
  expect((await findSession(token))?.status).toBe(status);
  const before = await versionOf(token);
  await findSession(token);
  expect(await versionOf(token)).toBe(before);
});

/** The changes that invalidate a session, as updates of its row or its user. */
const VOIDS = {
  "it is revoked": Prisma.sql`UPDATE "Session" SET "revokedAt" = now() WHERE "userId" = `,
  "it has expired": Prisma.sql`UPDATE "Session" SET "expiresAt" = now() WHERE "userId" = `,
  "it was idle for too long": Prisma.sql`
    UPDATE "Session" SET "lastActiveAt" = now() - interval '86401 seconds' WHERE "userId" = `,
  "its user is locked": Prisma.sql`UPDATE "User" SET "lockedAt" = now() WHERE id = `,
  "its user is to be deleted": Prisma.sql`UPDATE "User" SET "deletionDueAt" = now() + interval '1 day' WHERE id = `,
};

test.each(Object.entries(VOIDS))("a session is invalid once %s", async (_name, change) => {
  const { userId, token } = await makeSession({ secondFactor: true });
  expect(await findSession(token)).not.toBeNull();
  await (await database()).$executeRaw`${change}${userId}::uuid`;
  expect(await findSession(token)).toBeNull();
});

test("a session that was idle for nearly the allowed time is valid", async () => {
  const { userId, token } = await makeSession({ secondFactor: true });
  const db = await database();
  await db.$executeRaw`
    UPDATE "Session" SET "lastActiveAt" = now() - interval '86300 seconds' WHERE "userId" = ${userId}::uuid`;
  expect(await findSession(token)).not.toBeNull();
});

test.each([true, false])(
  "a reauthentication counts for ten minutes (second factor: %s)",
  async (secondFactor) => {
    const { userId, token } = await makeSession({ secondFactor });
    const db = await database();
    const prove = (ago: number, factor: "provenAt" | "secondFactorProvenAt") =>
      db.$executeRaw`
      UPDATE "Session" SET "provenAt" = ${factor === "provenAt" ? Prisma.sql`now() - ${ago} * interval '1 second'` : Prisma.sql`now() - interval '1 day'`},
        "secondFactorProvenAt" = ${factor === "provenAt" ? Prisma.sql`NULL` : Prisma.sql`now() - ${ago} * interval '1 second'`}
      WHERE "userId" = ${userId}::uuid`;
    const isFresh = async () => (await findSession(token))?.isRecentlyAuthenticated;
    await prove(580, secondFactor ? "secondFactorProvenAt" : "provenAt");
    expect(await isFresh()).toBe(true);
    await prove(601, secondFactor ? "secondFactorProvenAt" : "provenAt");
    expect(await isFresh()).toBe(false);
    const age = Date.now() - ((await findSession(token))?.authenticatedAt?.getTime() ?? 0);
    expect(Math.abs(age - 601_000)).toBeLessThan(30_000);
    await prove(0, "provenAt");
    expect(await isFresh()).toBe(!secondFactor);
    expect((await findSession(token))?.authenticatedAt === null).toBe(secondFactor);
  },
);

test("a user is labelled by the primary address, otherwise the primary number, then the name", async () => {
  const { userId, token } = await makeSession({ secondFactor: true });
  const db = await database();
  const label = async () => {
    const session = await findSession(token);
    return session && userLabel(session.user);
  };
  await db.user.update({ where: { id: userId }, data: { name: "Ada" } });
  expect(await label()).toBe("Ada");
  await db.phoneNumber.create({ data: { userId, number: "+14155550101", verifiedAt: new Date() } });
  expect(await label()).toBe("Ada");
  await db.phoneNumber.updateMany({ where: { userId }, data: { isPrimary: true } });
  expect(await label()).toBe("+14155550101");
  await db.emailAddress.create({
    data: { userId, address: "ada@label.example", verifiedAt: new Date(), isPrimary: true },
  });
  expect(await label()).toBe("ada@label.example");
});
