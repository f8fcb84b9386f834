import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { takePoints } from "@/lib/db/rate-limit";
import type { Caller } from "../caller";
import { addIdentifier } from "../identifiers/add";
import { attemptIdentifierVerification } from "../identifiers/verify";
import { limits } from "../limits";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { attemptSignUpVerification } from "../sign-up/attempt-verification";
import { createSignUp } from "../sign-up/create";
import { codeSentFor, codeSentIn, makeCaller, makePerson, signInAs } from "../testing/person";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
});

const PASSWORD = "violet otter mends lanterns";
const A_DAY = limits.codesPerDay("").limit;

type Tried = { ok: true } | { ok: false; errors: readonly { code: string }[] };

const codeOf = (tried: Tried) => (tried.ok ? "ok" : (tried.errors[0]?.code ?? ""));

const newAddress = () => `${randomUUID()}@people.example`;

/** A code that is not this one. */
const wrong = (code: string) => (code === "000000" ? "000001" : "000000");

/** Fills every count of a day that has begun but for so many. */
async function failBefore(left: number): Promise<void> {
  await (await database()).$executeRaw`
    UPDATE "RateLimit" SET points = ${A_DAY - left} WHERE "expiresAt" > now() + interval '23 hours'`;
}

/** Begins an account's count. */
async function failOnce(account: string): Promise<void> {
  await takePoints(await database(), [limits.codesPerDay(account)]);
}

/** Begins a recovery, and tries a right or wrong code in it. */
async function recover(identifier: string, is: "right" | "wrong", caller: Caller = makeCaller()) {
  const strategy = "reset_password_email_code";
  const begun = await createSignIn({ identifier, strategy, redirectUrl: null }, caller);
  if (!begun.ok) throw new Error(begun.errors[0].code);
  const right = await codeSentFor(begun.signInId);
  const code = is === "right" ? right : wrong(right);
  return codeOf(await attemptFirstFactor({ signInId: begun.signInId, code }, caller));
}

/** Begins a sign-up; returns what tries a right or wrong code in it. */
async function signUp(emailAddress: string) {
  const caller = makeCaller();
  const input = { emailAddress, phoneNumber: null, password: PASSWORD, redirectUrl: null };
  const begun = await createSignUp({ ...input, method: "email_code" }, caller);
  if (!begun.ok) throw new Error(begun.errors[0].code);
  const { signUpId } = begun;
  const { verificationId } = await (await database()).signUp.findUniqueOrThrow({ where: { id: signUpId } });
  return async (is: "right" | "wrong") => {
    const code = is === "right" ? await codeSentIn(verificationId) : "000000";
    return codeOf(await attemptSignUpVerification({ signUpId, code }, caller));
  };
}

test("a right code ends the count of an account's failures", async () => {
  const { id, address } = await makePerson(PASSWORD);
  await failOnce(id);
  await failBefore(2);
  expect(await recover(address, "wrong")).toBe("form_code_incorrect");
  expect(await recover(address, "right")).toBe("ok");
  expect(await recover(address, "wrong")).toBe("form_code_incorrect");
});

test("wrong codes in a row close the day", async () => {
  const { id, address } = await makePerson(PASSWORD);
  await failOnce(id);
  await failBefore(1);
  expect(await recover(address, "wrong")).toBe("form_code_incorrect");
  expect(await recover(address, "right")).toBe("too_many_requests");
});

test("wrong codes of a sign-up tell a known address from an unknown one by nothing", async () => {
  const { address } = await makePerson(PASSWORD);
  for (const emailAddress of [address, newAddress()]) {
    const attempt = await signUp(emailAddress);
    await attempt("wrong");
    await failBefore(0);
    expect(await attempt("wrong")).toBe("too_many_requests");
    expect(await recover(emailAddress, "wrong")).toBe("form_code_incorrect");
  }
});

test("a right code of a sign-up ends no other count", async () => {
  const emailAddress = newAddress();
  await failOnce(emailAddress);
  await failBefore(0);
  expect(await (await signUp(emailAddress))("right")).toBe("ok");
  const { allowed } = await takePoints(await database(), [limits.codesPerDay(emailAddress)]);
  expect(allowed).toBe(false);
});

test("nor does proving an address of one's own end the account's", async () => {
  const person = await makePerson(PASSWORD);
  const caller = await signInAs(person, PASSWORD);
  await failOnce(person.id);
  await failBefore(0);
  const added = await addIdentifier({ kind: "email", typed: newAddress(), method: "email_code" }, caller);
  if (!added.ok) throw new Error(added.errors[0].code);
  const { verificationId } = added;
  const code = await codeSentIn(verificationId);
  expect(codeOf(await attemptIdentifierVerification({ verificationId, code }, caller))).toBe("ok");
  expect(await recover(person.address, "right")).toBe("too_many_requests");
});
