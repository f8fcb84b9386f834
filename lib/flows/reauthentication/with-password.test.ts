import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { findSession } from "@/lib/sessions/find";
import { changeOwnPassword } from "../account/change-password";
import type { Caller } from "../caller";
import { createTestUser, signInAs } from "../testing/user";
import { reauthenticateWithPassword } from "./with-password";

vi.hoisted(() => {
  process.env.SIGN_IN_MAX_ATTEMPTS = "3";
});

const PASSWORD = "violet otter mends lanterns";
const WRONG = "not the password at all";

/** Reauthenticates with a password; returns the session's new token, or the error code. */
async function prove(caller: Caller, password: string): Promise<{ token: string } | { code: string }> {
  const proven = await reauthenticateWithPassword({ password }, caller);
  return proven.ok ? { token: proven.session.token } : { code: proven.errors[0].code };
}

test("correct passwords do not count as failures, for reauthentication or for sign-in", async () => {
  const person = await createTestUser(PASSWORD);
  const caller: Caller = await signInAs(person, PASSWORD);
  for (let proofs = 0; proofs < 5; proofs++) {
    const proven = await prove(caller, PASSWORD);
    expect(proven).toHaveProperty("token");
    if ("token" in proven) caller.sessionToken = proven.token;
  }
  await signInAs(person, PASSWORD);
});

test("correct passwords do not count as failures if the new password is rejected", async () => {
  const person = await createTestUser(PASSWORD);
  const caller = await signInAs(person, PASSWORD);
  const change = { currentPassword: PASSWORD, password: "short", signOutOfOtherSessions: false };
  for (let tries = 0; tries < 5; tries++) {
    const changed = await changeOwnPassword(change, caller);
    expect(changed).toMatchObject({ errors: [{ code: "form_password_length_too_short" }, {}] });
  }
  await signInAs(person, PASSWORD);
});

test("consecutive wrong passwords lock and notify webhooks", async () => {
  const person = await createTestUser(PASSWORD);
  const caller = await signInAs(person, PASSWORD);
  const db = await database();
  await db.webhookEndpoint.create({
    data: { url: "https://hooks.example", events: ["user.locked"], sealedSecret: new Uint8Array() },
  });
  for (let tries = 0; tries < 3; tries++) {
    expect(await db.webhookDelivery.count()).toBe(0);
    expect(await prove(caller, WRONG)).toEqual({ code: "form_password_incorrect" });
  }
  expect(await db.webhookDelivery.count()).toBe(1);
  expect(await prove(caller, PASSWORD)).toEqual({ code: "too_many_requests" });
});

test("one of two concurrent reauthentications renews the session, and its token stays valid", async () => {
  const caller = await signInAs(await createTestUser(PASSWORD), PASSWORD);
  const proven = await Promise.all([prove(caller, PASSWORD), prove(caller, PASSWORD)]);
  const tokens = proven.flatMap((one) => ("token" in one ? [one.token] : []));
  expect(tokens).toHaveLength(1);
  expect(await findSession(tokens[0] ?? "")).toMatchObject({
    status: "active",
    isRecentlyAuthenticated: true,
  });
});
