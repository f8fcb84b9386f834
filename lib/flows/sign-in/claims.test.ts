import "@/lib/db/testing/own-database";
import { describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { resetPassword } from "@/lib/flows/password-reset/reset-password";
import { findSession } from "@/lib/sessions/find";
import { lockUserRow } from "../accounts";
import type { Caller } from "../caller";
import { confirmLink } from "../email-link/confirm";
import { attemptSecondFactor } from "../second-factor/attempt";
import {
  codeSentFor,
  createTestUser,
  linkSentFor,
  makeCaller,
  type TestUser,
  totpCodeOf,
} from "../testing/user";
import { findAttempt, type StrategyName } from "./attempt";
import { attemptFirstFactor } from "./attempt-first-factor";
import { createSignIn } from "./create";
import { completeSignIn } from "./on-verified";
import { continueSignIn } from "./resume";
import { signInWithPassword } from "./with-password";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper kites circle northward";

async function begin(strategy: StrategyName | null, { address: identifier }: TestUser, caller: Caller) {
  const begun = await createSignIn({ identifier, strategy, redirectUrl: null }, caller);
  if (!begun.ok) throw new Error(begun.errors[0].code);
  return begun.signInId;
}

async function verificationOf(signInId: string): Promise<string> {
  const { verificationId } = await (await database()).signIn.findUniqueOrThrow({ where: { id: signInId } });
  return verificationId;
}

/** A sign-in attempt before its last step. `finish` takes that step and resolves with whether it succeeded. */
type Waiting = {
  person: TestUser;
  signInId: string;
  caller: Caller;
  finish: (caller: Caller) => Promise<boolean>;
};

const WAITING = {
  "a code": async () => {
    const [person, caller] = [await createTestUser(PASSWORD), makeCaller()];
    const signInId = await begin("email_code", person, caller);
    const code = await codeSentFor(signInId);
    return {
      person,
      signInId,
      caller,
      finish: async (by) => (await attemptFirstFactor({ signInId, code }, by)).ok,
    };
  },
  "a link confirmed elsewhere": async () => {
    const [person, caller] = [await createTestUser(PASSWORD), makeCaller()];
    const signInId = await begin("email_link", person, caller);
    const verificationId = await verificationOf(signInId);
    const { matchNumber } = await (await database()).verification.findUniqueOrThrow({
      where: { id: verificationId },
    });
    await confirmLink({ token: await linkSentFor(verificationId), matchNumber }, makeCaller());
    return { person, signInId, caller, finish: async (by) => (await continueSignIn(signInId, by)).ok };
  },
  "the password of an attempt": async () => {
    const [person, caller] = [await createTestUser(PASSWORD), makeCaller()];
    const signInId = await begin(null, person, caller);
    const input = { identifier: person.address, password: PASSWORD, redirectUrl: null, signInId };
    return { person, signInId, caller, finish: async (by) => (await signInWithPassword(input, by)).ok };
  },
  "a new password": async () => {
    const [person, caller] = [await createTestUser(PASSWORD), makeCaller()];
    const signInId = await begin("reset_password_email_code", person, caller);
    await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller);
    const input = { signInId, password: NEW_PASSWORD, signOutOfOtherSessions: true };
    return { person, signInId, caller, finish: async (by) => (await resetPassword(input, by)).ok };
  },
  "a second factor": async () => {
    const [person, caller] = [await createTestUser(PASSWORD, { totp: true }), makeCaller()];
    const input = { identifier: person.address, password: PASSWORD, redirectUrl: null };
    const came = await signInWithPassword(input, caller);
    if (!came.ok || came.outcome.status !== "needs_second_factor") throw new Error("not asked");
    const { signInId } = came.outcome;
    const finish = async (by: Caller) => {
      const code = await totpCodeOf(person.id);
      return (await attemptSecondFactor({ signInId, strategy: "totp", code, trustDevice: false }, by)).ok;
    };
    return { person, signInId, caller, finish };
  },
} satisfies Record<string, () => Promise<Waiting>>;

describe.each(Object.entries(WAITING))("%s", (_name, wait) => {
  test("completes the attempt once, and only for the client that started it", async () => {
    const { caller, finish } = await wait();
    expect(await finish(makeCaller())).toBe(false);
    expect(await finish(caller)).toBe(true);
    expect(await finish(caller)).toBe(false);
  });

  test("fails once the attempt has expired", async () => {
    const { caller, signInId, finish } = await wait();
    const id = await verificationOf(signInId);
    await (await database())
      .$executeRaw`UPDATE "Verification" SET "expiresAt" = now() WHERE id = ${id}::uuid`;
    expect(await finish(caller)).toBe(false);
  });

  test("creates no session for a locked user", async () => {
    const { caller, person, finish } = await wait();
    await (await database()).user.update({ where: { id: person.id }, data: { lockedAt: new Date() } });
    expect(await finish(caller)).toBe(false);
  });
});

test("an attempt exists only for the client that started it", async () => {
  const { signInId, caller } = await WAITING["a code"]();
  const db = await database();
  expect(await findAttempt(db, signInId, makeCaller())).toBeNull();
  expect(await findAttempt(db, signInId, caller)).toMatchObject({
    id: signInId,
    status: "needs_first_factor",
  });
});

test("a verified first factor is completed only for the client that started the attempt", async () => {
  const { signInId, person, caller } = await WAITING["a link confirmed elsewhere"]();
  const completeAs = (by: Caller) =>
    inTransaction(async (tx) => {
      const user = await lockUserRow(tx, person.id);
      return user && completeSignIn(tx, signInId, user, by);
    });
  expect(await completeAs(makeCaller())).toBeNull();
  expect(await completeAs(caller)).toMatchObject({ status: "complete" });
  expect(await completeAs(caller)).toBeNull();
});

test("a password does not complete an attempt of another user", async () => {
  const [person, other] = [await createTestUser(PASSWORD), await createTestUser(PASSWORD)];
  const caller = makeCaller();
  const signInId = await begin(null, other, caller);
  const input = { password: PASSWORD, redirectUrl: null, signInId };
  expect((await signInWithPassword({ ...input, identifier: person.address }, caller)).ok).toBe(false);
  expect((await signInWithPassword({ ...input, identifier: other.address }, caller)).ok).toBe(true);
});

test("a wrong match number fails the link, and the correct number is rejected after it", async () => {
  const person = await createTestUser(PASSWORD);
  for (const isRight of [true, false]) {
    const caller = makeCaller();
    const id = await verificationOf(await begin("email_link", person, caller));
    const token = await linkSentFor(id);
    const row = await (await database()).verification.findUniqueOrThrow({ where: { id } });
    const right = row.matchNumber ?? 0;
    const elsewhere = makeCaller();
    const first = await confirmLink({ token, matchNumber: isRight ? right : (right + 1) % 100 }, elsewhere);
    expect(first).toMatchObject({ confirmation: { status: isRight ? "verified" : "failed" } });
    if (isRight) continue;
    const second = await confirmLink({ token, matchNumber: right }, elsewhere);
    expect(second).toMatchObject({ confirmation: { status: "failed" } });
  }
});

test("signing in replaces the previous session of the client, and no other", async () => {
  const person = await createTestUser(PASSWORD);
  const signIn = async (caller: Caller) => {
    const came = await signInWithPassword(
      { identifier: person.address, password: PASSWORD, redirectUrl: null },
      caller,
    );
    if (!came.ok || came.outcome.status !== "complete") throw new Error("not signed in");
    return { ...caller, sessionToken: came.outcome.session.token };
  };
  const [before, elsewhere] = [await signIn(makeCaller()), await signIn(makeCaller())];
  const after = await signIn(before);
  expect(await findSession(before.sessionToken)).toBeNull();
  expect(await findSession(elsewhere.sessionToken)).not.toBeNull();
  expect(await findSession(after.sessionToken)).not.toBeNull();
});
