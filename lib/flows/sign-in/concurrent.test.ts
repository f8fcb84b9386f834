import "@/lib/db/testing/own-server";
import { describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { attemptSecondFactor } from "../second-factor/attempt";
import {
  codeSentFor,
  createTestUser,
  makeCaller,
  newAddress,
  type TestUser,
  totpCodeOf,
} from "../testing/user";
import { attemptFirstFactor } from "./attempt-first-factor";
import { createSignIn } from "./create";
import { signInWithPassword } from "./with-password";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const WRONG = "not the password at all";

const times = <T>(count: number, work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

/** Signs in, by default on a new client; returns the status or the error code. */
async function signIn({ address }: TestUser, password: string, signInId?: string, caller = makeCaller()) {
  const input = { identifier: address, password, redirectUrl: null, ...(signInId && { signInId }) };
  const result = await signInWithPassword(input, caller);
  return result.ok ? result.outcome.status : result.errors[0].code;
}

const sessionsOf = async ({ id: userId }: TestUser) =>
  (await database()).session.count({ where: { userId, revokedAt: null } });

/** Starts an attempt on a new client. */
async function begin({ address: identifier }: TestUser, strategy: "email_code" | null) {
  const caller = makeCaller();
  const begun = await createSignIn({ identifier, strategy, redirectUrl: null }, caller);
  if (!begun.ok) throw new Error(begun.errors[0].code);
  return { caller, signInId: begun.signInId };
}

describe("concurrent requests", () => {
  test("sixteen correct passwords create sixteen sessions and count no failure", async () => {
    const person = await createTestUser(PASSWORD);
    expect(await times(16, () => signIn(person, PASSWORD))).toEqual(Array(16).fill("complete"));
    expect(await sessionsOf(person)).toBe(16);
    const failed = await times(9, () => signIn(person, WRONG));
    expect(failed).toEqual(Array(9).fill("form_password_incorrect"));
    expect(await signIn(person, PASSWORD)).toBe("complete");
  });

  test("eight correct passwords at each of two identifiers of an account create sixteen sessions", async () => {
    const person = await createTestUser(PASSWORD);
    const address = newAddress();
    const data = { userId: person.id, address, verifiedAt: new Date() };
    await (await database()).emailAddress.create({ data });
    const outcomes = await times(16, (n) => signIn(n % 2 === 0 ? person : { ...person, address }, PASSWORD));
    expect(outcomes).toEqual(Array(16).fill("complete"));
    expect(await sessionsOf(person)).toBe(16);
  });

  test("ten of thirty wrong passwords are checked, and the correct one is rejected after them", async () => {
    const person = await createTestUser(PASSWORD);
    const outcomes = await times(30, () => signIn(person, WRONG));
    expect(outcomes.filter((outcome) => outcome === "form_password_incorrect")).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === "user_locked")).toHaveLength(20);
    expect(await signIn(person, PASSWORD)).toBe("user_locked");
  });

  test("correct passwords of four stored attempts create four sessions", async () => {
    const person = await createTestUser(PASSWORD);
    const attempts = await times(4, () => begin(person, null));
    const outcomes = attempts.map(({ signInId, caller }) => signIn(person, PASSWORD, signInId, caller));
    expect(await Promise.all(outcomes)).toEqual(Array(4).fill("complete"));
  });

  test("correct passwords cancel a requested deletion once, without a deadlock", async () => {
    const person = await createTestUser(PASSWORD);
    const db = await database();
    await db.user.update({
      where: { id: person.id },
      data: { deletionDueAt: new Date(Date.now() + 86_400_000) },
    });
    expect(await times(8, () => signIn(person, PASSWORD))).toEqual(Array(8).fill("complete"));
    const kept = { userId: person.id, type: "user.deletion_cancelled" };
    expect(await db.auditEvent.count({ where: kept })).toBe(1);
  });

  test("correct email codes of several clients create a session each", async () => {
    const person = await createTestUser(PASSWORD);
    const attempts = await times(4, () => begin(person, "email_code"));
    const results = await Promise.all(
      attempts.map(async ({ signInId, caller }) =>
        attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller),
      ),
    );
    expect(results).toMatchObject(Array(4).fill({ ok: true, outcome: { status: "complete" } }));
    expect(await sessionsOf(person)).toBe(4);
  });

  test("one authenticator code signs in one of twelve clients and counts no failure for the others", async () => {
    const person = await createTestUser(PASSWORD, { totp: true });
    const waiting = await times(12, async () => {
      const caller = makeCaller();
      const input = { identifier: person.address, password: PASSWORD, redirectUrl: null };
      const result = await signInWithPassword(input, caller);
      if (!result.ok || result.outcome.status !== "needs_second_factor") throw new Error("no second factor");
      return { caller, signInId: result.outcome.signInId };
    });
    const code = await totpCodeOf(person.id);
    const attempt = ({ caller, signInId }: (typeof waiting)[number], typed: string) =>
      attemptSecondFactor({ signInId, strategy: "totp", code: typed, trustDevice: false }, caller);
    const results = await Promise.all(waiting.map((one) => attempt(one, code)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const rejected = results.flatMap((result) => (result.ok ? [] : [result.errors[0].code]));
    expect(rejected).toEqual(Array(11).fill("form_code_incorrect"));
    const next = waiting.find((_, n) => !results[n]?.ok);
    if (!next) throw new Error("everyone is signed in");
    expect(await attempt(next, await totpCodeOf(person.id))).toMatchObject({ ok: true });
  });
});
