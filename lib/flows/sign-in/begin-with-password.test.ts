import "@/lib/db/testing/own-database";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { newSignInResponse } from "@/lib/http/api/sign-in";
import { readClient } from "../client";
import { unknownClient } from "../testing/clients";
import { expectOk } from "../testing/result";
import { createTestUser, newAddress, type TestUser } from "../testing/user";
import { beginSignIn } from "./create";
import { describeSignIn } from "./resource";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const WRONG = "not the password at all";

let user: TestUser;
beforeEach(async () => {
  user = await createTestUser(PASSWORD);
});

const begin = (identifier: string, password: string, caller = unknownClient()) =>
  beginSignIn({ identifier, password, strategy: null, redirectUrl: null }, caller);

const errorOf = (result: Awaited<ReturnType<typeof begin>>) => (result.ok ? null : result.errors[0]);

test("the response of a completed sign-in equals its attempt, read later", async () => {
  const caller = unknownClient();
  const typed = ` ${user.address.toUpperCase()} `;
  const begun = expectOk(await begin(typed, PASSWORD, caller));
  const response = expectOk(await newSignInResponse(begun, typed, caller));
  const { signIn } = expectOk(await describeSignIn(begun.signInId, caller));
  expect(response.body).toEqual(signIn);
  expect(signIn).toMatchObject({
    status: "complete",
    identifier: typed.trim(),
    createdSessionId: response.session?.id,
  });
  const event = await (await database()).auditEvent.findFirst({ where: { signInId: begun.signInId } });
  expect(event).toMatchObject({
    type: "sign_in.password",
    outcome: "success",
    sessionId: response.session?.id,
  });
});

test("the attempt of a user with a second factor is stored as pending that factor", async () => {
  const { address } = await createTestUser(PASSWORD, { totp: true });
  const caller = unknownClient();
  const begun = expectOk(await begin(address, PASSWORD, caller));
  expect(begun.outcome).toEqual({ status: "needs_second_factor", signInId: begun.signInId });
  const response = expectOk(await newSignInResponse(begun, address, caller));
  expect(response).toMatchObject({
    session: undefined,
    body: { id: begun.signInId, status: "needs_second_factor", identifier: address },
  });
  expect((await readClient(caller)).signIn).toEqual(response.body);
});

describe("a password that does not sign in", () => {
  test.each([
    ["of an account", async () => user.address],
    ["of an unknown identifier", async () => newAddress()],
  ])("leaves an attempt %s that another factor can complete", async (_whose, identifierOf) => {
    const caller = unknownClient();
    const identifier = await identifierOf();
    expect(errorOf(await begin(identifier, WRONG, caller))).toMatchObject({
      code: "form_password_incorrect",
    });
    expect((await readClient(caller)).signIn).toMatchObject({ status: "needs_first_factor", identifier });
  });

  test("leaves an attempt while the account is locked for a time", async () => {
    const caller = unknownClient();
    for (let guess = 0; guess < config().signIn.maxAttempts; guess++)
      await begin(user.address, WRONG, caller);
    const before = (await readClient(caller)).signIn;
    expect(errorOf(await begin(user.address, PASSWORD, caller))).toMatchObject({ code: "user_locked" });
    expect((await readClient(caller)).signIn?.id).not.toBe(before?.id);
  });

  test("leaves the previous attempt alone if the limit of new attempts is reached", async () => {
    const caller = unknownClient();
    const { clientToken, metadata } = caller;
    const from = () => ({ ...unknownClient(metadata.ipAddress ?? ""), clientToken });
    const attempts = Array.from({ length: 60 }, () =>
      beginSignIn({ identifier: user.address, password: null, strategy: null, redirectUrl: null }, from()),
    );
    for (const begun of await Promise.all(attempts)) expectOk(begun);
    const before = (await readClient(caller)).signIn;
    const rejected = errorOf(await begin(user.address, PASSWORD, caller));
    expect(rejected).toMatchObject({ code: "too_many_requests", meta: { paramName: "identifier" } });
    expect((await readClient(caller)).signIn?.id).toBe(before?.id);
    const db = await database();
    expect(await db.session.count({ where: { userId: user.id } })).toBe(0);
  });
});
