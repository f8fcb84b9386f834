import "@/lib/db/testing/own-embedded";
import { hash } from "@node-rs/argon2";
import { beforeEach, expect, test } from "vitest";
import { CLI_ACTOR } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { DEMO_PASSWORD } from "@/lib/factors/password/demo-password";
import { hashPassword, verifyPassword } from "@/lib/factors/password/hash";
import { unlockUser } from "@/lib/flows/users/lock";
import { withoutRequest } from "@/lib/jobs/requester";
import { DEMO_ACCOUNTS, seedDemoAccounts, seedDemoAccountsOnce } from "./accounts";
import { lockDemoAccounts } from "./lock";

const OTHER_PASSWORD = "quiet amber lantern drifts";

beforeEach(async () => {
  const db = await database();
  await db.user.deleteMany();
  await db.demoAccount.deleteMany();
});

async function userOf(address: string) {
  const db = await database();
  return db.user.findFirstOrThrow({ where: { emailAddresses: { some: { address } } } });
}

async function addUser(passwordHash: string | null) {
  const db = await database();
  return (await db.user.create({ data: { passwordHash } })).id;
}

const lockedUsers = async () => {
  const db = await database();
  const users = await db.user.findMany({ where: { lockedAt: { not: null } } });
  return users.map(({ id }) => id).toSorted();
};

test("hashes the demo password with a fixed salt, and other passwords with random ones", async () => {
  const [demo, again, one, another] = await Promise.all(
    [DEMO_PASSWORD, DEMO_PASSWORD, OTHER_PASSWORD, OTHER_PASSWORD].map((password) =>
      hashPassword(password, withoutRequest()),
    ),
  );
  expect(await verifyPassword(demo ?? null, DEMO_PASSWORD, withoutRequest())).toBe(true);
  expect(await verifyPassword(demo ?? null, OTHER_PASSWORD, withoutRequest())).toBe(false);
  expect(again).toBe(demo);
  expect(another).not.toBe(one);
});

test("locks every account with the demo password, and no other", async () => {
  await seedDemoAccounts();
  const db = await database();
  const seeded = (await db.user.findMany()).map(({ id }) => id);
  const [grace, linus] = [await userOf("grace@example.com"), await userOf("linus@example.com")];
  await db.user.update({
    where: { id: grace.id },
    data: { passwordHash: await hashPassword(OTHER_PASSWORD, withoutRequest()) },
  });
  await db.user.update({ where: { id: linus.id }, data: { passwordHash: null } });
  await db.emailAddress.updateMany({
    where: { address: "ada@example.com" },
    data: { address: "ada.new@example.com" },
  });
  const chose = await addUser(await hashPassword(DEMO_PASSWORD, withoutRequest()));
  await addUser(await hashPassword(OTHER_PASSWORD, withoutRequest()));
  await addUser(null);
  const expected = [...seeded.filter((id) => id !== grace.id && id !== linus.id), chose].toSorted();
  expect((await lockDemoAccounts()).toSorted()).toEqual(expected);
  expect(await lockedUsers()).toEqual(expected);
  expect(await lockDemoAccounts()).toEqual([]);
  const [event] = await db.auditEvent.findMany({ where: { type: "user.locked", userId: chose } });
  expect(event?.details).toMatchObject({ by: "latchkey" });
});

test("locks an account again at the next start if it was unlocked with the demo password", async () => {
  const id = await addUser(await hashPassword(DEMO_PASSWORD, withoutRequest()));
  expect(await lockDemoAccounts()).toEqual([id]);
  await unlockUser(id, CLI_ACTOR);
  expect(await lockDemoAccounts()).toEqual([id]);
});

test("verifies hashes of earlier versions only for recorded accounts", async () => {
  const db = await database();
  const legacy = await hash(DEMO_PASSWORD, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const [recorded, changed] = [
    await addUser(legacy),
    await addUser(await hashPassword(OTHER_PASSWORD, withoutRequest())),
  ];
  await db.demoAccount.createMany({ data: [{ userId: recorded }, { userId: changed }] });
  expect(await lockDemoAccounts()).toEqual([recorded]);
});

test("seeds once, even if some or all accounts were deleted", async () => {
  const db = await database();
  await seedDemoAccountsOnce();
  expect(await db.user.count()).toBe(DEMO_ACCOUNTS.length);
  await db.user.delete({ where: { id: (await userOf("grace@example.com")).id } });
  await seedDemoAccountsOnce();
  expect(await db.user.count()).toBe(DEMO_ACCOUNTS.length - 1);
  await db.user.deleteMany();
  await seedDemoAccountsOnce();
  expect(await db.user.count()).toBe(0);
});

test("concurrent processes create each account once", async () => {
  await Promise.all([seedDemoAccountsOnce(), seedDemoAccountsOnce()]);
  expect(await (await database()).user.count()).toBe(DEMO_ACCOUNTS.length);
});

test("seeding by command works after an address was replaced, and keeps a number with its owner", async () => {
  await seedDemoAccounts();
  const db = await database();
  const ada = await userOf("ada@example.com");
  await db.emailAddress.updateMany({ where: { userId: ada.id }, data: { address: "ada.new@example.com" } });
  await seedDemoAccountsOnce();
  expect(await db.user.count()).toBe(DEMO_ACCOUNTS.length);
  await seedDemoAccounts();
  expect(await db.user.count()).toBe(DEMO_ACCOUNTS.length + 1);
  expect(await db.phoneNumber.count()).toBe(1);
});
