import "@/lib/db/testing/own-database";
import { afterEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import type { Caller } from "../caller";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { readSignIn } from "../sign-in/read";
import { signInWithPassword } from "../sign-in/with-password";
import { codeSentFor, createTestUser, makeCaller, newAddress } from "../testing/user";
import { resetPasswordWithCode } from "./with-code";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.BREACH_CHECK = "off";
  process.env.RESET_STEPS = "two";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper kites circle northward";
const CODE_TTL_SECONDS = config().codes.ttlSeconds;

afterEach(() => {
  config().passwordReset.steps = "two";
  config().codes.ttlSeconds = CODE_TTL_SECONDS;
});

async function begin(identifier: string, caller: Caller) {
  const created = await createSignIn(
    { identifier, strategy: "reset_password_email_code", redirectUrl: null },
    caller,
  );
  if (!created.ok) throw new Error(JSON.stringify(created.errors));
  return { signInId: created.signInId, code: await codeSentFor(created.signInId) };
}

const setPassword = (signInId: string, caller: Caller, password = NEW_PASSWORD) =>
  resetPasswordWithCode({ signInId, code: null, password, signOutOfOtherSessions: true }, caller);

const stateOf = async (signInId: string, caller: Caller) =>
  (await readSignIn(signInId, "reset_password", caller)).state;

describe("a reset that asks for the code first", () => {
  test("asks for the new password once the code is verified, and sets it once", async () => {
    const { address } = await createTestUser(PASSWORD);
    const caller = makeCaller();
    const { signInId, code } = await begin(address, caller);
    expect(await stateOf(signInId, caller)).toBe("needs_first_factor");
    expect(await attemptFirstFactor({ signInId, code }, caller)).toMatchObject({ ok: true, outcome: null });
    expect(await stateOf(signInId, caller)).toBe("needs_password");
    expect(await setPassword(signInId, caller, "too short, odd")).toMatchObject({
      errors: [{ code: "form_password_length_too_short" }],
    });
    expect(await stateOf(signInId, caller)).toBe("needs_password");
    expect(await setPassword(signInId, caller)).toMatchObject({ ok: true, outcome: { status: "complete" } });
    expect(await setPassword(signInId, caller, `${NEW_PASSWORD}!`)).toMatchObject({
      errors: [{ code: "verification_already_verified" }],
    });
    expect(
      await signInWithPassword(
        { identifier: address, password: NEW_PASSWORD, redirectUrl: null },
        makeCaller(),
      ),
    ).toMatchObject({ ok: true });
  });

  test("verifies no code of another purpose on its page, and leaves it valid", async () => {
    const { address: identifier } = await createTestUser(PASSWORD);
    const caller = makeCaller();
    const created = await createSignIn({ identifier, strategy: "email_code", redirectUrl: null }, caller);
    if (!created.ok) throw new Error(JSON.stringify(created.errors));
    const attempt = { signInId: created.signInId, code: await codeSentFor(created.signInId) };
    expect(await attemptFirstFactor({ ...attempt, purpose: "reset_password" }, caller)).toMatchObject({
      errors: [{ code: "client_state_invalid" }],
    });
    expect(await attemptFirstFactor({ ...attempt, purpose: "sign_in" }, caller)).toMatchObject({ ok: true });
  });

  test("consumes the code, so that it verifies nothing twice", async () => {
    const { address } = await createTestUser(PASSWORD);
    const caller = makeCaller();
    const { signInId, code } = await begin(address, caller);
    const attempts = Array.from({ length: 3 }, () => attemptFirstFactor({ signInId, code }, caller));
    expect((await Promise.all(attempts)).filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("sets no password without a verified code, for another client, or for an unknown identifier", async () => {
    const { address } = await createTestUser(PASSWORD);
    const [caller, stranger] = [makeCaller(), makeCaller()];
    const { signInId, code } = await begin(address, caller);
    expect(await setPassword(signInId, caller)).toMatchObject({ errors: [{ code: "client_state_invalid" }] });
    expect(await attemptFirstFactor({ signInId, code }, stranger)).toMatchObject({ ok: false });
    expect(await attemptFirstFactor({ signInId, code }, caller)).toMatchObject({ ok: true });
    expect(await setPassword(signInId, stranger)).toMatchObject({ errors: [{ code: "resource_not_found" }] });
    expect(await stateOf(signInId, stranger)).toBe("missing");

    const unknown = await begin(newAddress(), caller);
    expect(await attemptFirstFactor(unknown, caller)).toMatchObject({
      errors: [{ code: "form_code_incorrect" }],
    });
    expect(await setPassword(unknown.signInId, caller)).toMatchObject({
      errors: [{ code: "client_state_invalid" }],
    });
    expect(await setPassword(signInId, caller)).toMatchObject({ ok: true });
  });

  test.each([
    ["two", 60, 60],
    ["two", 3600, 900],
    ["one", 60, 900],
  ] as const)(
    "with RESET_STEPS=%s and codes of %i seconds, the verified state lasts %i seconds",
    async (steps, ttl, expected) => {
      config().passwordReset.steps = steps;
      config().codes.ttlSeconds = ttl;
      const { address } = await createTestUser(PASSWORD);
      const caller = makeCaller();
      const { signInId, code } = await begin(address, caller);
      await attemptFirstFactor({ signInId, code }, caller);
      const db = await database();
      const [row] = await db.$queryRaw<[{ seconds: number }]>`
      SELECT extract(epoch FROM v."expiresAt" - v."verifiedAt")::int AS seconds
      FROM "Verification" v JOIN "SignIn" s ON s."verificationId" = v.id WHERE s.id = ${signInId}::uuid`;
      expect(row.seconds).toBe(expected);
      await db.$executeRaw`
      UPDATE "Verification" v SET "expiresAt" = now() - interval '1 second'
      FROM "SignIn" s WHERE s."verificationId" = v.id AND s.id = ${signInId}::uuid`;
      expect(await setPassword(signInId, caller)).toMatchObject({
        errors: [{ code: "client_state_invalid" }],
      });
      expect(await stateOf(signInId, caller)).toBe("ended");
    },
  );
});
