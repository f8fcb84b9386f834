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

/** A database whose first read of a sign-up is followed by other work, before it returns. */
function interrupted(db: Db, work: () => Promise<unknown>): Db {
  let isFirst = true;
  const findUnique = async (query: never) => {
    const row = await (db.signUp as { findUnique: (query: never) => Promise<unknown> }).findUnique(query);
    if (isFirst) {
      isFirst = false;
      await work();
    }
    return row;
  };
  return new Proxy(db, {
    get: (target, name) => (name === "signUp" ? { findUnique } : Reflect.get(target, name)),
  });
}

test("a sign-in and its verification are read in one statement, so that both are of one time", async () => {
  const { address: identifier } = await createTestUser("violet otter mends lanterns");
  const caller = makeCaller();
  const begun = await createSignIn({ identifier, strategy: "email_link", redirectUrl: null }, caller);
  if (!begun.ok) throw new Error("The sign-in was not created.");
  const db = await database();
  const { verificationId } = await db.signIn.findUniqueOrThrow({ where: { id: begun.signInId } });
  await confirmLink({ token: await linkSentFor(verificationId), matchNumber: null }, caller);
  const read = vi.fn((...query: Parameters<typeof db.$queryRaw>) => db.$queryRaw(...query));
  const counted = { $queryRaw: read } as unknown as Db;
  const attempt = await findAttempt(counted, begun.signInId, caller);
  expect(attempt?.verification.verifiedAt).not.toBeNull();
  expect(attempt).toMatchObject({ status: "complete", createdSessionId: expect.any(String) });
  expect(read).toHaveBeenCalledTimes(1);
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
  const attempt = await findSignUp(interrupted(db, verify), signUpId, caller);
  expect(attempt?.verification.verifiedAt).not.toBeNull();
  expect(attempt).toMatchObject({ status: "complete", createdSessionId: expect.any(String) });
});
