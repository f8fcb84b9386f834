import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { type Caller, clientName } from "../caller";
import { addIdentifier } from "../identifiers/add";
import { attemptIdentifierVerification } from "../identifiers/verify";
import { closeGuess, openGuess } from "../limits/guesses";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { attemptSignUpVerification } from "../sign-up/attempt-verification";
import { createSignUp } from "../sign-up/create";
import { codeSentFor, codeSentIn, createTestUser, makeCaller, newAddress, signInAs } from "../testing/user";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";

/** The number of wrong codes that one network may try in a day. */
const OF_A_NETWORK = 25;

type AttemptResult = { ok: true } | { ok: false; errors: readonly { code: string }[] };

const codeOf = (attempted: AttemptResult) => (attempted.ok ? "ok" : (attempted.errors[0]?.code ?? ""));

/** Returns a code other than the given one. */
const wrong = (code: string) => (code === "000000" ? "000001" : "000000");

let networks = 0;

/** Creates a client in an unused network. */
function elsewhere(): Caller {
  const caller = makeCaller();
  networks += 1;
  return { ...caller, metadata: { ...caller.metadata, ipAddress: `198.51.${networks}.9` } };
}

/** Counts wrong guesses at the codes of an account, by default by an unknown client. */
async function fail(
  account: string,
  identifier: string,
  count: number,
  caller: Caller = elsewhere(),
  { isKnownClient = false } = {},
) {
  const db = await database();
  for (let n = 0; n < count; n++) {
    const guess = await openGuess(db, { kind: "code", account, identifier, isKnownClient }, caller);
    if ("rejected" in guess) throw new Error("rejected");
    await closeGuess(db, guess, "wrong");
  }
}

/** Starts a password reset and attempts a correct or wrong code; returns `ok` or the error code. */
async function recover(identifier: string, is: "right" | "wrong", caller: Caller = elsewhere()) {
  const strategy = "reset_password_email_code";
  const begun = await createSignIn({ identifier, strategy, redirectUrl: null }, caller);
  if (!begun.ok) throw new Error(begun.errors[0].code);
  const right = await codeSentFor(begun.signInId);
  const code = is === "right" ? right : wrong(right);
  return codeOf(await attemptFirstFactor({ signInId: begun.signInId, code }, caller));
}

/** Starts a sign-up; returns a function that attempts a correct or wrong code. */
async function signUp(emailAddress: string, caller: Caller = elsewhere()) {
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

test("a correct code resets the failure count of the account", async () => {
  const { id, address } = await createTestUser(PASSWORD);
  for (let n = 0; n < 2; n++) await fail(id, address, 24);
  expect(await recover(address, "right")).toBe("ok");
  for (let n = 0; n < 2; n++) await fail(id, address, 24);
  expect(await recover(address, "wrong")).toBe("form_code_incorrect");
});

test("wrong codes of one network block that network, and no other", async () => {
  const { id, address } = await createTestUser(PASSWORD);
  const caller = elsewhere();
  await fail(id, address, OF_A_NETWORK, caller);
  expect(await recover(address, "right", { ...elsewhere(), metadata: caller.metadata })).toBe(
    "too_many_requests",
  );
  expect(await recover(address, "right")).toBe("ok");
});

test("50 wrong codes block known and unknown identifiers for unknown clients, but not for a known client", async () => {
  const person = await createTestUser(PASSWORD);
  const known = await signInAs(person, PASSWORD);
  const unknown = newAddress();
  for (const [account, identifier] of [
    [person.id, person.address],
    [unknown, unknown],
  ] as const) {
    for (let n = 0; n < 2; n++) await fail(account, identifier, OF_A_NETWORK);
    expect(await recover(identifier, "right")).toBe("too_many_requests");
  }
  expect(await recover(person.address, "right", { ...known, sessionToken: null })).toBe("ok");
});

test("wrong codes at one address are not revealed at another address of the account", async () => {
  const { id, address } = await createTestUser(PASSWORD);
  const second = newAddress();
  await (await database()).emailAddress.create({
    data: { userId: id, address: second, verifiedAt: new Date() },
  });
  for (let n = 0; n < 2; n++) await fail(id, address, OF_A_NETWORK);
  expect(await recover(second, "wrong")).toBe("form_code_incorrect");
  expect(await recover(newAddress(), "wrong")).toBe("form_code_incorrect");
});

test("a correct code that has expired does not count as a failure", async () => {
  const { address } = await createTestUser(PASSWORD);
  const db = await database();
  await db.rateLimit.deleteMany();
  const caller = elsewhere();
  const strategy = "reset_password_email_code";
  const begun = await createSignIn({ identifier: address, strategy, redirectUrl: null }, caller);
  if (!begun.ok) throw new Error(begun.errors[0].code);
  const { signInId } = begun;
  await db.$executeRaw`UPDATE "Code" SET "expiresAt" = now() - interval '1 second'`;
  const code = await codeSentFor(signInId);
  expect(codeOf(await attemptFirstFactor({ signInId, code }, caller))).toBe("verification_expired");
  expect(await db.rateLimit.count({ where: { owner: { not: null }, points: { gt: 0 } } })).toBe(0);
});

test("wrong codes of a sign-up get the same responses for known and unknown addresses", async () => {
  const { address } = await createTestUser(PASSWORD);
  for (const emailAddress of [address, newAddress()]) {
    const caller = elsewhere();
    const claim = `sign_up:${emailAddress} ${clientName(caller)}`;
    const attempt = await signUp(emailAddress, caller);
    expect(await attempt("wrong")).toBe("form_code_incorrect");
    await fail(claim, claim, 24, caller, { isKnownClient: true });
    expect(await attempt("wrong")).toBe("too_many_requests");
    expect(await (await signUp(emailAddress))("wrong")).toBe("form_code_incorrect");
    expect(await recover(emailAddress, "wrong")).toBe("form_code_incorrect");
  }
});

test("a correct code of a sign-up does not reset the failure count of sign-in codes for its address", async () => {
  const emailAddress = newAddress();
  for (let n = 0; n < 2; n++) await fail(emailAddress, emailAddress, OF_A_NETWORK);
  expect(await (await signUp(emailAddress))("right")).toBe("ok");
  const target = { kind: "code", account: emailAddress, identifier: emailAddress } as const;
  const guess = await openGuess(await database(), { ...target, isKnownClient: false }, elsewhere());
  expect(guess).toHaveProperty("rejected");
});

test("verifying an added address does not reset the failure count of the account", async () => {
  const person = await createTestUser(PASSWORD);
  const caller = await signInAs(person, PASSWORD);
  for (let n = 0; n < 2; n++) await fail(person.id, person.address, OF_A_NETWORK);
  const added = await addIdentifier({ kind: "email", typed: newAddress(), method: "email_code" }, caller);
  if (!added.ok) throw new Error(added.errors[0].code);
  const { verificationId } = added;
  const code = await codeSentIn(verificationId);
  expect(codeOf(await attemptIdentifierVerification({ verificationId, code }, caller))).toBe("ok");
  expect(await recover(person.address, "right")).toBe("too_many_requests");
});
