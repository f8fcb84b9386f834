import "@/lib/db/testing/own-database";
import { expect, test } from "vitest";
import type { Actor } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { openGuess } from "../limits/guesses";
import { signInWithPassword } from "../sign-in/with-password";
import { createTestUser, makeCaller } from "../testing/user";
import { lockUser, unlockUser } from "./lock";
import { readUser } from "./read";

const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata: makeCaller().metadata };

test("a lockout by failures is returned with its expiry, and unlocking lifts it", async () => {
  const { id: userId, address } = await createTestUser("violet otter mends lanterns");
  const db = await database();
  const target = { kind: "password", account: userId, identifier: address, isKnownClient: false } as const;
  for (let tries = 0; tries < 10; tries++) {
    expect(await readUser(userId)).toMatchObject({ user: { locked: false, lockoutExpiresAt: null } });
    await openGuess(db, target, makeCaller());
  }
  const read = await readUser(userId);
  const end = read.ok ? (read.user.lockoutExpiresAt?.getTime() ?? 0) : 0;
  expect(end - Date.now()).toBeGreaterThan((900 - 30) * 1000);
  expect(await unlockUser(userId, BACK_OFFICE)).toEqual({ ok: true });
  expect(await readUser(userId)).toMatchObject({ user: { locked: false, lockoutExpiresAt: null } });
});

test("a user who was locked manually gets an error without an expiry", async () => {
  const password = "violet otter mends lanterns";
  const { id: userId, address } = await createTestUser(password);
  await lockUser(userId, BACK_OFFICE);
  const rejected = await signInWithPassword(
    { identifier: address, password, redirectUrl: null },
    makeCaller(),
  );
  expect(rejected).toMatchObject({
    ok: false,
    errors: [{ code: "user_locked", meta: { lockoutExpiresInSeconds: null } }],
  });
});
