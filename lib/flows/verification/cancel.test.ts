import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { codeSentFor, createTestUser, makeCaller } from "../testing/user";
import { cancelVerification } from "./cancel";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";

async function beginSignIn() {
  const { address: identifier } = await createTestUser(PASSWORD);
  const caller = makeCaller();
  const begun = await createSignIn({ identifier, strategy: "email_code", redirectUrl: null }, caller);
  if (!begun.ok) throw new Error(begun.errors[0].code);
  const { signInId } = begun;
  const { verificationId } = await (await database()).signIn.findUniqueOrThrow({ where: { id: signInId } });
  const code = await codeSentFor(signInId);
  return { caller, verificationId, finish: () => attemptFirstFactor({ signInId, code }, caller) };
}

test("a client cancels its own attempt, and no attempt of another client", async () => {
  const [stays, goes] = [await beginSignIn(), await beginSignIn()];
  await cancelVerification(stays.verificationId, goes.caller);
  expect((await stays.finish()).ok).toBe(true);
  await cancelVerification(goes.verificationId, goes.caller);
  expect((await goes.finish()).ok).toBe(false);
});

test("cancelling a completed verification has no effect", async () => {
  const { caller, verificationId, finish } = await beginSignIn();
  expect((await finish()).ok).toBe(true);
  await cancelVerification(verificationId, caller);
  const db = await database();
  expect(await db.verification.findUniqueOrThrow({ where: { id: verificationId } })).toMatchObject({
    cancelledAt: null,
  });
  expect(await db.signIn.findFirstOrThrow({ where: { verificationId } })).toMatchObject({
    status: "complete",
  });
});
