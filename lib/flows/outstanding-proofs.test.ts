import "@/lib/db/testing/own-database";
import { describe, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { changeOwnPassword } from "./account/change-password";
import type { Caller } from "./caller";
import { confirmLink } from "./email-link/confirm";
import { addIdentifier } from "./identifiers/add";
import { attemptIdentifierVerification } from "./identifiers/verify";
import { resetByAccessToken } from "./password-reset/access-token";
import { resetPassword } from "./password-reset/reset-password";
import { attemptReauthenticationCode, requestReauthenticationCode } from "./reauthentication/with-code";
import { resolveResetPassword } from "./session-tasks/reset-password";
import type { StrategyName } from "./sign-in/attempt";
import { attemptFirstFactor } from "./sign-in/attempt-first-factor";
import { createSignIn } from "./sign-in/create";
import {
  codeSentFor,
  codeSentIn,
  createTestUser,
  linkSentFor,
  makeCaller,
  signInAs,
  type TestUser,
} from "./testing/user";
import { markPasswordCompromised } from "./users/password-compromised";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper kites circle northward";
const THIRD_PASSWORD = "copper heron folds umbrellas";
const PAGE = "https://front.example/new-password";

async function begin(strategy: StrategyName, { address: identifier }: TestUser, caller: Caller) {
  const resetPageUrl = strategy === "reset_password_email_link" ? { resetPageUrl: PAGE } : {};
  const begun = await createSignIn({ identifier, strategy, redirectUrl: null, ...resetPageUrl }, caller);
  if (!begun.ok) throw new Error(begun.errors[0].code);
  const { verificationId } = await (await database()).signIn.findUniqueOrThrow({
    where: { id: begun.signInId },
  });
  return { signInId: begun.signInId, verificationId };
}

/**
 * Starts a verification, in a session if it needs one; resolves with a function that uses it and returns whether it
 * works.
 */
type Outstanding = (person: TestUser, session: Caller) => Promise<() => Promise<boolean>>;

const newPassword = (signInId: string) => ({
  signInId,
  password: THIRD_PASSWORD,
  signOutOfOtherSessions: true,
});

const OUTSTANDING: Record<string, Outstanding> = {
  "a code to sign in": async (person) => {
    const caller = makeCaller();
    const { signInId } = await begin("email_code", person, caller);
    const code = await codeSentFor(signInId);
    return async () => (await attemptFirstFactor({ signInId, code }, caller)).ok;
  },
  "a link to sign in": async (person) => {
    const caller = makeCaller();
    const { verificationId } = await begin("email_link", person, caller);
    const token = await linkSentFor(verificationId);
    return async () => {
      const confirmed = await confirmLink({ token, matchNumber: null }, caller);
      return confirmed.ok && confirmed.confirmation.status === "verified";
    };
  },
  "a code to reset": async (person) => {
    const caller = makeCaller();
    const { signInId } = await begin("reset_password_email_code", person, caller);
    const code = await codeSentFor(signInId);
    return async () => (await attemptFirstFactor({ signInId, code }, caller)).ok;
  },
  "a verified reset that waits for the new password": async (person) => {
    const caller = makeCaller();
    const { signInId } = await begin("reset_password_email_code", person, caller);
    await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller);
    return async () => (await resetPassword(newPassword(signInId), caller)).ok;
  },
  "an access token": async (person) => {
    const { verificationId } = await begin("reset_password_email_link", person, makeCaller());
    const accessToken = await linkSentFor(verificationId);
    return async () => (await resetByAccessToken({ accessToken, password: THIRD_PASSWORD }, makeCaller())).ok;
  },
  "a code of a reauthentication in another session": async (_person, caller) => {
    const asked = await requestReauthenticationCode(caller);
    if (!asked.ok) throw new Error(asked.errors[0].code);
    const { verificationId } = asked;
    const code = await codeSentIn(verificationId);
    return async () => (await attemptReauthenticationCode({ verificationId, code }, caller)).ok;
  },
  "a code for an address that another session adds": async (person, caller) => {
    const typed = `added-${person.id}@people.example`;
    const asked = await addIdentifier({ kind: "email", typed, method: "email_code" }, caller);
    if (!asked.ok) throw new Error(asked.errors[0].code);
    const { verificationId } = asked;
    const code = await codeSentIn(verificationId);
    return async () => (await attemptIdentifierVerification({ verificationId, code }, caller)).ok;
  },
};

/** Prepares a password change that keeps other sessions; resolves with the change itself. */
type PasswordChange = (person: TestUser) => Promise<() => Promise<boolean>>;

/** Sessions are kept, so that no verification is void only because its session was revoked. */
const signOutOfOtherSessions = false;

const reset: PasswordChange = async (person) => {
  const caller = makeCaller();
  const { signInId } = await begin("reset_password_email_code", person, caller);
  const code = await codeSentFor(signInId);
  return async () => {
    await attemptFirstFactor({ signInId, code }, caller);
    return (await resetPassword({ signInId, password: NEW_PASSWORD, signOutOfOtherSessions }, caller)).ok;
  };
};

const CHANGES: Record<string, PasswordChange> = {
  "at /account/password": async (person) => {
    const caller = await signInAs(person, PASSWORD);
    const change = { currentPassword: PASSWORD, password: NEW_PASSWORD, signOutOfOtherSessions };
    return async () => (await changeOwnPassword(change, caller)).ok;
  },
  "by access token": async (person) => {
    const { verificationId } = await begin("reset_password_email_link", person, makeCaller());
    const accessToken = await linkSentFor(verificationId);
    return async () => {
      const { passwordReset } = config();
      passwordReset.signOutOthers = signOutOfOtherSessions;
      const done = await resetByAccessToken({ accessToken, password: NEW_PASSWORD }, makeCaller());
      passwordReset.signOutOthers = true;
      return done.ok;
    };
  },
  "by a code": reset,
  "by a code, with AFTER_PASSWORD_RESET=sign-in": async (person) => {
    const change = await reset(person);
    return async () => {
      const { passwordReset } = config();
      passwordReset.next = "sign-in";
      const done = await change();
      passwordReset.next = "session";
      return done;
    };
  },
  "in the task": async (person) => {
    const caller = await signInAs(person, PASSWORD);
    return async () => {
      await markPasswordCompromised(person.id, "reported", {
        by: "secret_key",
        userId: null,
        metadata: caller.metadata,
      });
      return (await resolveResetPassword({ password: NEW_PASSWORD, signOutOfOtherSessions }, caller)).ok;
    };
  },
};

describe.each(Object.entries(OUTSTANDING))("%s", (_name, outstanding) => {
  test("works while the password is unchanged", async () => {
    const person = await createTestUser(PASSWORD);
    const use = await outstanding(person, await signInAs(person, PASSWORD));
    expect(await use()).toBe(true);
  });

  test.each(Object.entries(CHANGES))("is void once the password is changed %s", async (_change, changeBy) => {
    const person = await createTestUser(PASSWORD);
    // Signing in voids resets, so every session is created before the verification starts.
    const session = await signInAs(person, PASSWORD);
    const change = await changeBy(person);
    const use = await outstanding(person, session);
    expect(await change()).toBe(true);
    const readUser = async () => (await database()).user.findUniqueOrThrow({ where: { id: person.id } });
    const { passwordHash } = await readUser();
    expect(await use()).toBe(false);
    expect((await readUser()).passwordHash).toBe(passwordHash);
  });
});
