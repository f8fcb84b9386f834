import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { beginPasskeyRegistration } from "../passkeys/add";
import { createTestUser, signInAs, totpCodeOf } from "../testing/user";
import { regenerateBackupCodes } from "./backup-codes";
import { beginTotp, confirmTotpSetup } from "./totp";

const PASSWORD = "copper kites circle northward";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

async function makeUser() {
  const person = await createTestUser(PASSWORD);
  return { ...person, caller: await signInAs(person, PASSWORD) };
}

const codesOf = async (userId: string) => (await database()).backupCode.count({ where: { userId } });

test("creates backup codes once the code of the first factor is verified, and not before", async () => {
  const { id, caller } = await makeUser();
  await beginTotp(caller);
  const wrong = await confirmTotpSetup({ code: "wrong" }, caller);
  expect(wrong).toMatchObject({ ok: false, errors: [{ code: "form_code_incorrect" }] });
  expect(await codesOf(id)).toBe(0);
  const right = await confirmTotpSetup({ code: await totpCodeOf(id) }, caller);
  expect(right).toMatchObject({ ok: true, backupCodes: expect.any(Array) });
  expect(await codesOf(id)).toBe(10);
});

test("limits factor setups and code replacements to twenty an hour per account, across all methods", async () => {
  const { id, caller } = await makeUser();
  for (let nth = 0; nth < 9; nth++) {
    expect((await beginTotp(caller)).ok).toBe(true);
    expect((await beginPasskeyRegistration(caller)).ok).toBe(true);
  }
  await beginTotp(caller);
  const added = await confirmTotpSetup({ code: await totpCodeOf(id) }, caller);
  if (!added.ok) throw new Error("not added");
  const replaced = await regenerateBackupCodes({ ...caller, sessionToken: added.session.token });
  if (!replaced.ok) throw new Error("not replaced");
  const after = { ...caller, sessionToken: replaced.session.token };

  const rejected = {
    ok: false,
    errors: [{ code: "too_many_requests", meta: { retryAfterSeconds: expect.any(Number) } }],
  };
  expect(await beginPasskeyRegistration(after)).toMatchObject(rejected);
  expect((await beginPasskeyRegistration((await makeUser()).caller)).ok).toBe(true);
});
