import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import type { Caller } from "../caller";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { codeSentFor, createTestUser, makeCaller } from "../testing/user";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.RESEND_COOLDOWN_SECONDS = "30";
});

const PASSWORD = "violet otter mends lanterns";
const TOO_SOON = { ok: false, errors: [{ code: "too_many_requests" }] };

const ask = (identifier: string, strategy: "email_code" | "reset_password_email_code", caller: Caller) =>
  createSignIn({ identifier, strategy, redirectUrl: null }, caller);

async function sent(
  identifier: string,
  strategy: "email_code" | "reset_password_email_code",
  caller: Caller,
) {
  const created = await ask(identifier, strategy, caller);
  if (!created.ok) throw new Error(JSON.stringify(created.errors));
  return { signInId: created.signInId, code: await codeSentFor(created.signInId) };
}

/** The callers of a browser with a cookie, and of an app whose first request has no token yet. */
const CALLERS = { browser: makeCaller, app: () => ({ ...makeCaller(), isNewClient: true }) };

test.each(Object.entries(CALLERS))(
  "a reset code can be requested at once after a sign-in by code: %s",
  async (_kind, makeOne) => {
    const { address } = await createTestUser(PASSWORD);
    const first = makeOne();
    const { signInId, code } = await sent(address, "email_code", first);
    const caller = { ...first, isNewClient: false };
    expect(await ask(address, "reset_password_email_code", caller)).toMatchObject(TOO_SOON);
    expect(await attemptFirstFactor({ signInId, code }, caller)).toMatchObject({ ok: true });
    expect(await ask(address, "reset_password_email_code", caller)).toMatchObject({ ok: true });
    expect(await ask(address, "reset_password_email_code", caller)).toMatchObject(TOO_SOON);
  },
);

test("neither a wrong code nor a consumed code of another address or client clears the cooldown", async () => {
  const [{ address }, other] = [await createTestUser(PASSWORD), await createTestUser(PASSWORD)];
  const [caller, stranger] = [makeCaller(), makeCaller()];
  const { signInId, code } = await sent(address, "email_code", caller);
  const wrong = code === "123456" ? "654321" : "123456";
  expect(await attemptFirstFactor({ signInId, code: wrong }, caller)).toMatchObject({ ok: false });
  expect(await ask(address, "email_code", caller)).toMatchObject(TOO_SOON);

  const ofOther = await sent(other.address, "email_code", caller);
  expect(await attemptFirstFactor(ofOther, caller)).toMatchObject({ ok: true });
  expect(await ask(address, "email_code", caller)).toMatchObject(TOO_SOON);

  const ofStranger = await sent(address, "email_code", stranger);
  expect(await attemptFirstFactor(ofStranger, stranger)).toMatchObject({ ok: true });
  expect(await ask(address, "email_code", caller)).toMatchObject(TOO_SOON);
});

test("consumed codes do not give back the messages of the hour", async () => {
  const { address } = await createTestUser(PASSWORD);
  const caller = makeCaller();
  const outcomes: boolean[] = [];
  for (let messages = 0; messages < 11; messages++) {
    const created = await ask(address, "email_code", caller);
    outcomes.push(created.ok);
    if (!created.ok) continue;
    const { signInId } = created;
    await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller);
  }
  expect(outcomes).toEqual([...Array(10).fill(true), false]);
  expect(config().codes.resendCooldownSeconds).toBe(30);
});
