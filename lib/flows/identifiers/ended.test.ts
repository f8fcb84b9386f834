import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import type { Caller } from "../caller";
import { confirmLink } from "../email-link/confirm";
import { resetPassword } from "../password-reset/reset-password";
import { endSession } from "../session";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import {
  codeSentFor,
  createTestUser,
  linkSentFor,
  makeCaller,
  signInAs,
  type TestUser,
} from "../testing/user";
import { addIdentifier } from "./add";
import { removeIdentifier } from "./change";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";

/** Requests a link that adds an email address to the caller's account. */
async function askForLink(caller: Caller, typed: string): Promise<string> {
  const asked = await addIdentifier({ kind: "email", typed, method: "email_link" }, caller);
  if (!asked.ok) throw new Error("not asked");
  return linkSentFor(asked.verificationId);
}

async function addSecondAddress({ id: userId }: TestUser): Promise<{ id: string; address: string }> {
  const address = `second-${userId}@people.example`;
  return (await database()).emailAddress.create({ data: { userId, address, verifiedAt: new Date() } });
}

test("confirms a link for a new address while the session that requested it is valid", async () => {
  const person = await createTestUser(PASSWORD);
  const caller = await signInAs(person, PASSWORD);
  const token = await askForLink(caller, `new-${person.id}@people.example`);
  expect(await confirmLink({ token, matchNumber: null }, caller)).toMatchObject({
    confirmation: { status: "verified" },
  });
});

test("rejects a link for a new address after the session that requested it was revoked", async () => {
  const person = await createTestUser(PASSWORD);
  const caller = await signInAs(person, PASSWORD);
  const address = `other-${person.id}@people.example`;
  const token = await askForLink(caller, address);
  await endSession(caller.sessionToken, caller.metadata);
  const confirmed = await confirmLink({ token, matchNumber: null }, { ...caller, sessionToken: null });
  expect(confirmed).toMatchObject({ confirmation: { status: "failed" } });
  expect(await (await database()).emailAddress.count({ where: { address, verifiedAt: { not: null } } })).toBe(
    0,
  );
});

test("rejects a password reset after the address that verified it was removed", async () => {
  const person = await createTestUser(PASSWORD);
  const { id: identifierId, address: identifier } = await addSecondAddress(person);
  const owner = await signInAs(person, PASSWORD);
  const stranger = makeCaller();
  const begun = await createSignIn(
    { identifier, strategy: "reset_password_email_code", redirectUrl: null },
    stranger,
  );
  if (!begun.ok) throw new Error("not begun");
  const { signInId } = begun;
  await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, stranger);
  expect((await removeIdentifier({ kind: "email", identifierId }, owner)).ok).toBe(true);
  const input = { signInId, password: "copper heron folds umbrellas", signOutOfOtherSessions: true };
  expect((await resetPassword(input, stranger)).ok).toBe(false);
});
