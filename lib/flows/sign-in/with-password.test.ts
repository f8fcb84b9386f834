import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { clearFailureCounters } from "../apply-password-change";
import { createTestUser, makeCaller } from "../testing/user";
import { unlockUser } from "../users/lock";
import { readUser } from "../users/read";
import { signInWithPassword } from "./with-password";

vi.hoisted(() => {
  process.env.SIGN_IN_MAX_ATTEMPTS = "3";
});

const PASSWORD = "violet otter mends lanterns";
const WRONG = "not the password at all";
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata: makeCaller().metadata };

beforeEach(async () => {
  await (await database()).webhookDelivery.deleteMany();
});

const newAddress = () => `${randomUUID()}@people.example`;

/** Signs in on a new client; returns the status or the error code. */
async function signIn(identifier: string, password: string): Promise<string> {
  const came = await signInWithPassword({ identifier, password, redirectUrl: null }, makeCaller());
  return came.ok ? came.outcome.status : came.errors[0].code;
}

/** Signs in `times` times with a wrong password; returns the results. */
async function fail(identifier: string, times: number): Promise<string[]> {
  const codes: string[] = [];
  for (let attempts = 0; attempts < times; attempts++) codes.push(await signIn(identifier, WRONG));
  return codes;
}

/** Creates a user with two verified addresses and a verified number. */
async function withThree() {
  const { id: userId, address } = await createTestUser(PASSWORD);
  const [second, number] = [
    newAddress(),
    `+1202555${String(Math.floor(Math.random() * 1e4)).padStart(4, "0")}`,
  ];
  const db = await database();
  await db.emailAddress.create({ data: { userId, address: second, verifiedAt: new Date() } });
  await db.phoneNumber.create({ data: { userId, number, verifiedAt: new Date() } });
  return { userId, address, second, number };
}

test("two addresses of one account get the same responses as two unknown ones", async () => {
  const { address, second } = await withThree();
  const answers = async (one: string, other: string) => [
    ...(await fail(one, 4)),
    ...(await fail(other, 4)),
    await signIn(one, WRONG),
  ];
  const wrong = "form_password_incorrect";
  const each = [wrong, wrong, wrong, "user_locked"];
  expect(await answers(newAddress(), newAddress())).toEqual([...each, ...each, "user_locked"]);
  expect(await answers(address, second)).toEqual([...each, ...each, "user_locked"]);
});

test("failures at one address block the correct password at every identifier of the account", async () => {
  const { address, second, number } = await withThree();
  await fail(address, 3);
  expect(await signIn(address, PASSWORD)).toBe("user_locked");
  expect(await signIn(second, PASSWORD)).toBe("form_password_incorrect");
  expect(await signIn(number, PASSWORD)).toBe("form_password_incorrect");
});

test("failures at different identifiers of an account are counted together", async () => {
  const { address, second, number } = await withThree();
  for (const identifier of [address, second, number]) await fail(identifier, 1);
  expect(await signIn(address, PASSWORD)).toBe("form_password_incorrect");
});

test("the correct password resets the failure counts of all identifiers", async () => {
  const { address, second } = await withThree();
  await fail(second, 2);
  expect(await signIn(address, PASSWORD)).toBe("complete");
  await fail(second, 2);
  expect(await signIn(second, PASSWORD)).toBe("complete");
});

test("a lockout is reported once, and lifted by unlocking and by a new password", async () => {
  const { userId, address, second } = await withThree();
  const db = await database();
  await db.webhookEndpoint.create({ data: { url: "https://hooks.example", sealedSecret: new Uint8Array() } });
  const lifts = [() => unlockUser(userId, BACK_OFFICE), () => clearFailureCounters(db, userId)];
  for (const lift of lifts) {
    await fail(address, 5);
    await fail(second, 2);
    expect(await db.webhookDelivery.count({ where: { type: "user.locked" } })).toBe(1);
    await db.webhookDelivery.deleteMany();
    expect(await readUser(userId)).toMatchObject({ user: { lockoutExpiresAt: expect.any(Date) } });
    await lift();
    expect(await readUser(userId)).toMatchObject({ user: { lockoutExpiresAt: null } });
    expect(await signIn(address, PASSWORD)).toBe("complete");
    await db.webhookDelivery.deleteMany();
  }
});

test("a sign-in does not reset the failure count of an unverified address of the user", async () => {
  const claimed = newAddress();
  await fail(claimed, 3);
  const { id: userId, address } = await createTestUser(PASSWORD);
  await (await database()).emailAddress.create({ data: { userId, address: claimed } });
  expect(await signIn(address, PASSWORD)).toBe("complete");
  expect(await signIn(claimed, WRONG)).toBe("user_locked");
});
