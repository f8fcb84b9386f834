import "@/lib/db/testing/own-server";
import { describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { untilLockWaits } from "@/lib/db/testing/lock-waits";
import { inTransaction } from "@/lib/db/transaction";
import { hashPassword } from "@/lib/factors/password/hash";
import { withoutRequest } from "@/lib/jobs/requester";
import { applyPasswordChange } from "./apply-password-change";
import type { Caller } from "./caller";
import { confirmLink } from "./email-link/confirm";
import { resetByAccessToken } from "./password-reset/access-token";
import { resetPassword } from "./password-reset/reset-password";
import { attemptSecondFactor } from "./second-factor/attempt";
import { prepareSecondFactor } from "./second-factor/prepare";
import { beginTotp, confirmTotpSetup } from "./second-factor/totp";
import type { StrategyName } from "./sign-in/attempt";
import { attemptFirstFactor } from "./sign-in/attempt-first-factor";
import { createSignIn } from "./sign-in/create";
import { continueSignIn } from "./sign-in/resume";
import { signInWithPassword } from "./sign-in/with-password";
import { createSignUp } from "./sign-up/create";
import { continueSignUp } from "./sign-up/resume";
import { expectOk } from "./testing/result";
import {
  codeSentFor,
  codeSentIn,
  createTestUser,
  linkSentFor,
  makeCaller,
  newAddress,
  secondVerificationOf,
  signInAs,
  type TestUser,
  totpCodeOf,
} from "./testing/user";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.RATE_LIMITS = "off";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper heron folds umbrellas";
const PAGE = "https://front.example/new-password";

/** A user, and the last step of an intruder, which creates a session or sets a password. */
type Intrusion = { user: TestUser; complete: () => Promise<{ ok: boolean }> };

async function begin(strategy: StrategyName, { address: identifier }: TestUser, caller: Caller) {
  const resetPageUrl = strategy === "reset_password_email_link" ? { resetPageUrl: PAGE } : {};
  const { signInId } = expectOk(
    await createSignIn({ identifier, strategy, redirectUrl: null, ...resetPageUrl }, caller),
  );
  const { verificationId } = await (await database()).signIn.findUniqueOrThrow({ where: { id: signInId } });
  return { signInId, verificationId };
}

async function confirmElsewhere(verificationId: string): Promise<void> {
  const token = await linkSentFor(verificationId);
  const { matchNumber } = await (await database()).verification.findUniqueOrThrow({
    where: { id: verificationId },
  });
  expectOk(await confirmLink({ token, matchNumber }, makeCaller()));
}

/** Verifies the password of a user with a second factor; returns the attempt's ID. */
async function enterPassword({ address: identifier }: TestUser, caller: Caller): Promise<string> {
  const { outcome } = expectOk(
    await signInWithPassword({ identifier, password: PASSWORD, redirectUrl: null }, caller),
  );
  if (outcome.status !== "needs_second_factor") throw new Error(outcome.status);
  return outcome.signInId;
}

const INTRUSIONS: Record<string, () => Promise<Intrusion>> = {
  "a password": async () => {
    const user = await createTestUser(PASSWORD);
    const input = { identifier: user.address, password: PASSWORD, redirectUrl: null };
    return { user, complete: () => signInWithPassword(input, makeCaller()) };
  },
  "an email code": async () => {
    const [user, caller] = [await createTestUser(PASSWORD), makeCaller()];
    const { signInId } = await begin("email_code", user, caller);
    const code = await codeSentFor(signInId);
    return { user, complete: () => attemptFirstFactor({ signInId, code }, caller) };
  },
  "an email link": async () => {
    const [user, caller] = [await createTestUser(PASSWORD), makeCaller()];
    const token = await linkSentFor((await begin("email_link", user, caller)).verificationId);
    const complete = async () => {
      const { confirmation } = expectOk(await confirmLink({ token, matchNumber: null }, caller));
      return { ok: confirmation.status === "verified" };
    };
    return { user, complete };
  },
  "a sign-in that was confirmed on another device": async () => {
    const [user, caller] = [await createTestUser(PASSWORD), makeCaller()];
    const { signInId, verificationId } = await begin("email_link", user, caller);
    await confirmElsewhere(verificationId);
    return { user, complete: () => continueSignIn(signInId, caller) };
  },
  "a sign-up that was confirmed on another device": async () => {
    const [emailAddress, caller] = [newAddress(), makeCaller()];
    const input = { emailAddress, phoneNumber: null, password: PASSWORD, redirectUrl: null };
    const { signUpId } = expectOk(await createSignUp({ ...input, method: "email_link" }, caller));
    const db = await database();
    const { verificationId } = await db.signUp.findUniqueOrThrow({ where: { id: signUpId } });
    await confirmElsewhere(verificationId);
    const { createdUserId } = await db.signUp.findUniqueOrThrow({ where: { id: signUpId } });
    const user = { id: createdUserId ?? "", address: emailAddress };
    return { user, complete: () => continueSignUp(signUpId, caller) };
  },
  "a code of an authenticator app": async () => {
    const [user, caller] = [await createTestUser(PASSWORD, { totp: true }), makeCaller()];
    const signInId = await enterPassword(user, caller);
    const code = await totpCodeOf(user.id);
    const input = { signInId, strategy: "totp", code, trustDevice: true } as const;
    return { user, complete: () => attemptSecondFactor(input, caller) };
  },
  "an SMS code as second factor": async () => {
    const [user, caller] = [await createTestUser(PASSWORD), makeCaller()];
    const db = await database();
    const number = `+1415555${1_000 + (await db.phoneNumber.count())}`;
    await db.phoneNumber.create({
      data: { userId: user.id, number, verifiedAt: new Date(), secondFactorAt: new Date() },
    });
    const signInId = await enterPassword(user, caller);
    expectOk(await prepareSecondFactor({ signInId, phoneNumberId: null }, caller));
    const code = await codeSentIn((await secondVerificationOf(signInId)) ?? "");
    const input = { signInId, strategy: "phone_code", code, trustDevice: true } as const;
    return { user, complete: () => attemptSecondFactor(input, caller) };
  },
  "a new password after a code": async () => {
    const [user, caller] = [await createTestUser(PASSWORD), makeCaller()];
    const { signInId } = await begin("reset_password_email_code", user, caller);
    expectOk(await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller));
    const input = { signInId, password: NEW_PASSWORD, signOutOfOtherSessions: false };
    return { user, complete: () => resetPassword(input, caller) };
  },
  "a new password by access token": async () => {
    const user = await createTestUser(PASSWORD);
    const { verificationId } = await begin("reset_password_email_link", user, makeCaller());
    const accessToken = await linkSentFor(verificationId);
    const input = { accessToken, password: NEW_PASSWORD };
    return { user, complete: () => resetByAccessToken(input, makeCaller()) };
  },
};

const change = {
  passwordHash: await hashPassword("magenta walrus stacks pebbles", withoutRequest()),
  signOutOfOtherSessions: true,
};

async function expectOnlyTheOwner({ id: userId }: TestUser): Promise<void> {
  const db = await database();
  expect(await db.session.count({ where: { userId, revokedAt: null } })).toBe(0);
  expect(await db.knownClient.count({ where: { userId } })).toBe(0);
  expect(await db.trustedDevice.count({ where: { userId } })).toBe(0);
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  expect(passwordHash).toBe(change.passwordHash);
}

describe.each(Object.entries(INTRUSIONS))("%s", (_what, prepare) => {
  test("signs in or sets a password if nothing else happens", async () => {
    const { complete } = await prepare();
    expect(await complete()).toMatchObject({ ok: true });
  });

  test("has no effect if a password change that revokes all sessions is being committed", async () => {
    const { user, complete } = await prepare();
    let completed: Promise<{ ok: boolean }> | undefined;
    await inTransaction(async (tx) => {
      await applyPasswordChange(tx, user.id, change, makeCaller());
      completed ??= complete();
      await Promise.race([completed, untilLockWaits(1)]);
    });
    expect(await completed).toMatchObject({ ok: false });
    await expectOnlyTheOwner(user);
  });

  test("has no effect after a password change that revokes all sessions", async () => {
    const { user, complete } = await prepare();
    await inTransaction((tx) => applyPasswordChange(tx, user.id, change, makeCaller()));
    expect(await complete()).toMatchObject({ ok: false });
    await expectOnlyTheOwner(user);
  });
});

test("a password signs in to no session without the second factor that is being added", async () => {
  const user = await createTestUser(PASSWORD);
  const owner = await signInAs(user, PASSWORD);
  expectOk(await beginTotp(owner));
  const code = await totpCodeOf(user.id);
  const db = await database();
  const input = { identifier: user.address, password: PASSWORD, redirectUrl: null };
  const [added, signedIn] = await db.$transaction(
    async (tx) => {
      // Both transactions wait here, after their changes and before they commit.
      await tx.$executeRaw`LOCK TABLE "AuditEvent" IN SHARE MODE`;
      const adding = confirmTotpSetup({ code }, owner);
      await untilLockWaits(1);
      const signingIn = signInWithPassword(input, makeCaller());
      await untilLockWaits(2);
      return [{ result: adding }, { result: signingIn }] as const;
    },
    { timeout: 60_000 },
  );
  expect(await added.result).toMatchObject({ ok: true });
  expect(await signedIn.result).toMatchObject({ ok: true, outcome: { status: "needs_second_factor" } });
  expect(await db.session.count({ where: { userId: user.id, revokedAt: null } })).toBe(1);
});
