import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { NO_REQUEST } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { keyedHash } from "@/lib/secrets/hash";
import { randomToken } from "@/lib/secrets/random";
import { findSession } from "./find";
import { createSession } from "./rows";

vi.hoisted(() => {
  process.env.REQUIRE_MFA = "true";
});

const gainSecondFactor = async (userId: string) =>
  (await database()).totpSecret.create({
    data: { userId, sealedSecret: new Uint8Array(), verifiedAt: new Date() },
  });

const loseSecondFactor = async (userId: string) =>
  (await database()).totpSecret.deleteMany({ where: { userId } });

/** Somebody with or without a second factor, signed in. */
async function makeSession({ secondFactor }: { secondFactor: boolean }) {
  const db = await database();
  const { id: userId } = await db.user.create({ data: {} });
  if (secondFactor) await gainSecondFactor(userId);
  const of = { userId, clientHash: keyedHash("client", randomToken()), replacesToken: null };
  const { token } = await db.$transaction((tx) => createSession(tx, of, NO_REQUEST));
  return { userId, token };
}

/** Lets hours pass for a session that is used all along. */
async function letHoursPass(token: string, hours: number): Promise<void> {
  const db = await database();
  await db.$executeRaw`
    UPDATE "Session" SET "createdAt" = "createdAt" - ${hours} * interval '1 hour',
      "pendingSince" = "pendingSince" - ${hours} * interval '1 hour'
    WHERE "tokenHash" = ${keyedHash("session", token)}`;
}

/** Which version of its row a session is at: every write makes another. */
async function versionOf(token: string): Promise<string> {
  const db = await database();
  const [row] = await db.$queryRaw<[{ version: string }]>`
    SELECT xmin::text AS version FROM "Session" WHERE "tokenHash" = ${keyedHash("session", token)}`;
  return row.version;
}

test("a session that gains a task has the whole time for it, however old it is", async () => {
  const { userId, token } = await makeSession({ secondFactor: true });
  expect((await findSession(token))?.status).toBe("active");
  await letHoursPass(token, 24);
  await loseSecondFactor(userId);
  expect(await findSession(token)).toMatchObject({ status: "pending", tasks: ["setup-mfa"] });
});

test("a session stays pending for so long and no longer, however often it is asked for", async () => {
  const { token } = await makeSession({ secondFactor: false });
  for (let quarters = 0; quarters < 4; quarters++) {
    expect((await findSession(token))?.status).toBe("pending");
    await letHoursPass(token, 0.25);
  }
  expect(await findSession(token)).toBeNull();
});

test("a session that has been active meanwhile has the whole time again", async () => {
  const { userId, token } = await makeSession({ secondFactor: false });
  expect((await findSession(token))?.status).toBe("pending");
  await gainSecondFactor(userId);
  expect((await findSession(token))?.status).toBe("active");
  await letHoursPass(token, 2);
  await loseSecondFactor(userId);
  expect((await findSession(token))?.status).toBe("pending");
});

test.each(["active", "pending"])("looking at a session that stays %s writes nothing", async (status) => {
  const { token } = await makeSession({ secondFactor: status === "active" });
  expect((await findSession(token))?.status).toBe(status);
  const before = await versionOf(token);
  await findSession(token);
  expect(await versionOf(token)).toBe(before);
});
