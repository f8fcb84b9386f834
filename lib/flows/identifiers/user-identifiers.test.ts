import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { codeSentIn, createTestUser, signInAs } from "../testing/user";
import { addIdentifier } from "./add";
import { attemptUserIdentifier, describeUserVerification, prepareUserIdentifier } from "./user-identifiers";
import { prepareIdentifierVerification } from "./verify";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
  process.env.CODE_MAX_ATTEMPTS = "2";
});

const PASSWORD = "violet otter mends lanterns";

test("after the attempts are exhausted, only prepareUserIdentifier starts a new verification", async () => {
  const caller = await signInAs(await createTestUser(PASSWORD), PASSWORD);
  const typed = `${randomUUID()}@people.example`;
  const added = await addIdentifier({ kind: "email", typed, method: "email_code" }, caller);
  if (!added.ok) throw new Error(added.errors[0].code);
  const { identifierId, verificationId } = added;
  const ref = { kind: "email", identifierId } as const;
  const right = await codeSentIn(verificationId);
  const code = right === "000000" ? "000001" : "000000";
  for (let tries = 0; tries < 2; tries++) await attemptUserIdentifier({ ...ref, code }, caller);
  expect(await describeUserVerification(ref, caller)).toMatchObject({ status: "failed" });

  const again = await prepareIdentifierVerification({ verificationId, method: "email_code" }, caller);
  expect(again).toMatchObject({ errors: [{ code: "client_state_invalid" }] });
  expect(await prepareUserIdentifier({ ...ref, method: "email_code" }, caller)).toMatchObject({ ok: true });
  const verification = await describeUserVerification(ref, caller);
  expect(verification).toMatchObject({ status: "unverified", attempts: 0 });
});
