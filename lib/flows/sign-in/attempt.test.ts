import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { type Db, database } from "@/lib/db/client";
import { confirmLink } from "../email-link/confirm";
import { findSignUp } from "../sign-up/attempt";
import { attemptSignUpVerification } from "../sign-up/attempt-verification";
import { createSignUp } from "../sign-up/create";
import { codeSentIn, createTestUser, linkSentFor, makeCaller, newAddress } from "../testing/user";
import { findAttempt } from "./attempt";
import { createSignIn } from "./create";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

/** A database whose first read of a table is followed by other work, before it returns. */
function interrupted(db: Db, table: "signIn" | "signUp", work: () => Promise<unknown>): Db {
  let isFirst = true;
  const findUnique = async (query: never) => {
    const row = await (db[table] as { findUnique: (query: never) => Promise<unknown> }).findUnique(query);
    if (isFirst) {
      isFirst = false;
      await work();
    }
    return row;
  };
  return new Proxy(db, {
    get: (target, name) => (name === table ? { findUnique } : Reflect.get(target, name)),
  });
}

test("a sign-in that is completed between two reads is read as complete", async () => {
  const { address: identifier } = await createTestUser("violet otter mends lanterns");
  const caller = makeCaller();
  const begun = await createSignIn({ identifier, strategy: "email_link", redirectUrl: null }, caller);
  if (!begun.ok) throw new Error("The sign-in was not created.");
  const db = await database();
  const { verificationId } = await db.signIn.findUniqueOrThrow({ where: { id: begun.signInId } });
  const token = await linkSentFor(verificationId);
  const confirm = () => confirmLink({ token, matchNumber: null }, caller);
  const attempt = await findAttempt(interrupted(db, "signIn", confirm), begun.signInId, caller);
  expect(attempt?.verification.verifiedAt).not.toBeNull();
  expect(attempt).toMatchObject({ status: "complete", createdSessionId: expect.any(String) });
});

test("a sign-up that is completed between two reads is read as complete", async () => {
  const caller = makeCaller();
  const fields = { emailAddress: newAddress(), phoneNumber: null, password: null, redirectUrl: null };
  const begun = await createSignUp({ ...fields, method: "email_code" }, caller);
  if (!begun.ok) throw new Error("The sign-up was not created.");
  const { signUpId } = begun;
  const db = await database();
  const { verificationId } = await db.signUp.findUniqueOrThrow({ where: { id: signUpId } });
  const code = await codeSentIn(verificationId);
  const verify = () => attemptSignUpVerification({ signUpId, code }, caller);
  const attempt = await findSignUp(interrupted(db, "signUp", verify), signUpId, caller);
  expect(attempt?.verification.verifiedAt).not.toBeNull();
  expect(attempt).toMatchObject({ status: "complete", createdSessionId: expect.any(String) });
});
