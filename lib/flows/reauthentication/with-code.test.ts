import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { codeSentIn, createTestUser, signInAs } from "../testing/user";
import { attemptReauthenticationCode, requestReauthenticationCode } from "./with-code";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";

/** Signs in a user who has the given contacts. */
async function signInWithContacts(contacts: { email: boolean; number: string | null }) {
  const user = await createTestUser(PASSWORD);
  const caller = await signInAs(user, PASSWORD);
  const db = await database();
  const { number } = contacts;
  if (number !== null) {
    const data = { userId: user.id, number, isPrimary: true, verifiedAt: new Date() };
    await db.phoneNumber.create({ data });
  }
  if (!contacts.email) await db.emailAddress.deleteMany({ where: { userId: user.id } });
  return { user, caller };
}

test.each([
  ["an email address", { email: true, number: null }, "email_code"],
  ["an email address and a number", { email: true, number: "+12025550121" }, "email_code"],
  ["a number only @texts", { email: false, number: "+12025550122" }, "phone_code"],
])("a user with %s reauthenticates by code", async (_name, contacts, method) => {
  const { caller } = await signInWithContacts(contacts);
  const requested = await requestReauthenticationCode(caller);
  if (!requested.ok) throw new Error(requested.errors[0].code);
  const { verificationId } = requested;
  const db = await database();
  expect(await db.verification.findUnique({ where: { id: verificationId } })).toMatchObject({ method });
  const code = await codeSentIn(verificationId);
  const attempted = await attemptReauthenticationCode({ verificationId, code }, caller);
  expect(attempted).toMatchObject({ ok: true });
});

test("a user without a contact gets an error instead of a code", async () => {
  const { caller } = await signInWithContacts({ email: false, number: null });
  expect(await requestReauthenticationCode(caller)).toMatchObject({
    ok: false,
    errors: [{ code: "delivery_unavailable" }],
  });
});
