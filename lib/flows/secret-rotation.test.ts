import "@/lib/db/testing/own-database";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { secretsCommand } from "@/lib/commands/secrets";
import { database } from "@/lib/db/client";
import { startWithSecrets } from "@/lib/db/testing/start-with-secrets";
import { makeBackupCodes, replaceBackupCodes } from "@/lib/factors/backup-code/codes";
import { consumeChallenge, issueChallenge } from "@/lib/factors/passkey/challenge";
import { findSession } from "@/lib/sessions/find";
import { makeWebhookSecret, sealWebhookSecret, signatureHeaders } from "@/lib/webhooks/secret";
import { clientHash } from "./caller";
import { confirmLink } from "./email-link/confirm";
import { isKnownClient } from "./known-clients";
import { attemptSecondFactor } from "./second-factor/attempt";
import { trustDevice } from "./second-factor/trusted-devices";
import type { StrategyName } from "./sign-in/attempt";
import { attemptFirstFactor } from "./sign-in/attempt-first-factor";
import { createSignIn } from "./sign-in/create";
import { decoyContacts } from "./sign-in/decoy-factors";
import { signInWithPassword } from "./sign-in/with-password";
import {
  codeSentFor,
  createTestUser,
  linkSentFor,
  makeCaller,
  newAddress,
  signInAs,
  totpCodeOf,
} from "./testing/user";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "copper kites circle northward";
const OLD = "the old secret of the rotation tests";
const NEW = "the new secret of the rotation tests";
const NEXT = "the secret of the rotation after the next";

/** Returns the status of a sign-in by password, or its error code. */
async function passwordSignIn(identifier: string, password: string, caller = makeCaller()): Promise<string> {
  const result = await signInWithPassword({ identifier, password, redirectUrl: null }, caller);
  return result.ok ? result.outcome.status : result.errors[0].code;
}

/** Starts a sign-in or reset by message. */
async function begin(strategy: StrategyName) {
  const { address } = await createTestUser(PASSWORD);
  const caller = makeCaller();
  const begun = await createSignIn({ identifier: address, strategy, redirectUrl: null }, caller);
  if (!begun.ok) throw new Error(begun.errors[0].code);
  return { signInId: begun.signInId, caller };
}

/** Starts a sign-in that waits for the second factor. */
async function beginSecondFactor() {
  const user = await createTestUser(PASSWORD, { totp: true });
  const db = await database();
  const { codes, ...set } = makeBackupCodes(user.id);
  await replaceBackupCodes(db, user.id, { codes, ...set });
  const caller = makeCaller();
  const signIn = { identifier: user.address, password: PASSWORD, redirectUrl: null };
  const entered = await signInWithPassword(signIn, caller);
  if (!entered.ok || entered.outcome.status !== "needs_second_factor") throw new Error("no second factor");
  return { user, caller, signInId: entered.outcome.signInId, backupCode: codes[0] ?? "" };
}

/** Creates something with the secrets of that moment. Returns a function that uses it, and whether that worked. */
type Issue = () => Promise<() => Promise<boolean>>;

/** Everything that a rotation must keep, and that stays after it. */
const KEPT: Record<string, Issue> = {
  "a session": async () => {
    const { sessionToken } = await signInAs(await createTestUser(PASSWORD), PASSWORD);
    return async () => (await findSession(sessionToken)) !== null;
  },
  "an email link": async () => {
    const { signInId, caller } = await begin("email_link");
    const { verificationId } = await (await database()).signIn.findUniqueOrThrow({ where: { id: signInId } });
    const token = await linkSentFor(verificationId);
    return async () => {
      const result = await confirmLink({ token, matchNumber: null }, caller);
      return result.ok && result.confirmation.status === "verified";
    };
  },
  "an authenticator app": async () => {
    const { user, caller, signInId } = await beginSecondFactor();
    const code = await totpCodeOf(user.id);
    return async () =>
      (await attemptSecondFactor({ signInId, strategy: "totp", code, trustDevice: false }, caller)).ok;
  },
  "a backup code": async () => {
    const { caller, signInId, backupCode: code } = await beginSecondFactor();
    return async () =>
      (await attemptSecondFactor({ signInId, strategy: "backup_code", code, trustDevice: false }, caller)).ok;
  },
  "a trusted browser": async () => {
    const { id, address } = await createTestUser(PASSWORD, { totp: true });
    const caller = makeCaller();
    await trustDevice(await database(), id, caller);
    return async () => (await passwordSignIn(address, PASSWORD, caller)) === "complete";
  },
  "a known client": async () => {
    const user = await createTestUser(PASSWORD);
    const caller = await signInAs(user, PASSWORD);
    return async () => isKnownClient(await database(), user.id, caller);
  },
  "a passkey challenge": async () => {
    const caller = makeCaller();
    const db = await database();
    const challenge = await issueChallenge(db, { purpose: "sign_in", clientHash: clientHash(caller) });
    const answer = Buffer.from(JSON.stringify({ type: "webauthn.get", challenge })).toString("base64url");
    return async () =>
      (await consumeChallenge(db, answer, { purpose: "sign_in", clientHash: clientHash(caller) })) ===
      challenge;
  },
  "a webhook secret": async () => {
    const db = await database();
    const secret = makeWebhookSecret();
    const { id } = await db.webhookEndpoint.create({
      data: { url: "https://hooks.example", sealedSecret: sealWebhookSecret(secret) },
    });
    const parts = { eventId: "msg_1", at: new Date(), body: "{}" };
    const expected = signatureHeaders(parts, [sealWebhookSecret(secret)])["webhook-signature"];
    return async () => {
      const { sealedSecret } = await db.webhookEndpoint.findUniqueOrThrow({ where: { id } });
      try {
        return signatureHeaders(parts, [sealedSecret])["webhook-signature"] === expected;
      } catch {
        return false;
      }
    };
  },
  "an unsent message": async () => {
    const { signInId } = await begin("reset_password_email_code");
    const code = await codeSentFor(signInId);
    return async () => (await codeSentFor(signInId).catch(() => null)) === code;
  },
  "the lockout of a user": async () => {
    const { address } = await createTestUser(PASSWORD);
    for (let n = 0; n < 10; n++) await passwordSignIn(address, "not the password at all");
    return async () => (await passwordSignIn(address, PASSWORD)) === "user_locked";
  },
  "the contacts that an unknown identifier shows": async () => {
    const values = Array.from({ length: 20 }, newAddress);
    const username = { email: 0.5, phoneWithEmail: 0.5, phoneWithoutEmail: 0.5 };
    const share = { email: 0.5, phone: 0.5, username };
    const shown = () => JSON.stringify(values.map((value) => decoyContacts({ kind: "email", value }, share)));
    const before = shown();
    return async () => shown() === before;
  },
};

/** What expires so soon that the old secret waits for it. */
const AWAITED: Record<string, Issue> = {
  "a code": async () => {
    const { signInId, caller } = await begin("reset_password_email_code");
    const code = await codeSentFor(signInId);
    return async () => (await attemptFirstFactor({ signInId, code }, caller)).ok;
  },
};

beforeEach(async () => {
  const db = await database();
  await db.hashKey.deleteMany();
  await db.rateLimit.deleteMany();
  await startWithSecrets(OLD);
});

describe.each(Object.entries({ ...KEPT, ...AWAITED }))("%s of the old secret", (_name, issue) => {
  test("works with the old secret, while the new one only decrypts, and while it encrypts", async () => {
    const [first, second, third] = [await issue(), await issue(), await issue()];
    expect(await first()).toBe(true);
    await startWithSecrets(OLD, NEW);
    expect(await second()).toBe(true);
    await startWithSecrets(NEW, OLD);
    expect(await third()).toBe(true);
  });

  test("does not work if the old secret is removed without the command", async () => {
    const use = await issue();
    await startWithSecrets(NEW);
    expect(await use()).toBe(false);
  });

  test("of the new secret works without the old one", async () => {
    await startWithSecrets(NEW, OLD);
    const use = await issue();
    await secretsCommand([]);
    await startWithSecrets(NEW);
    expect(await use()).toBe(true);
  });
});

describe.each(Object.entries(KEPT))("%s of the old secret", (_name, issue) => {
  test("works without it after the command, and after the command of the next rotation", async () => {
    const [first, second] = [await issue(), await issue()];
    await startWithSecrets(NEW, OLD);
    await secretsCommand([]);
    await startWithSecrets(NEW);
    expect(await first()).toBe(true);
    await startWithSecrets(NEXT, NEW);
    await secretsCommand([]);
    await startWithSecrets(NEXT);
    expect(await second()).toBe(true);
  });
});

test("an instance without the new secret finds sessions and links of one that has it", async () => {
  await startWithSecrets(NEW, OLD);
  const session = await KEPT["a session"]?.();
  await startWithSecrets(OLD);
  expect(await session?.()).toBe(true);
});

test("wrong guesses are counted across a rotation: it gives no further ones", async () => {
  const { address } = await createTestUser(PASSWORD);
  const wrong = () => passwordSignIn(address, "not the password at all");
  for (let n = 0; n < 5; n++) await wrong();
  await startWithSecrets(NEW, OLD);
  for (let n = 0; n < 4; n++) await wrong();
  expect(await wrong()).not.toBe("user_locked");
  await secretsCommand([]);
  await startWithSecrets(NEW);
  expect(await wrong()).toBe("user_locked");
  expect(await passwordSignIn(address, PASSWORD)).toBe("user_locked");
});

test("a code of the old secret is consumed once, and counts wrong codes as before", async () => {
  const { signInId, caller } = await begin("reset_password_email_code");
  const code = await codeSentFor(signInId);
  await startWithSecrets(NEW, OLD);
  const attempt = async (typed: string) => {
    const result = await attemptFirstFactor({ signInId, code: typed }, caller);
    return result.ok ? "ok" : result.errors[0].code;
  };
  expect(await attempt(code === "000000" ? "000001" : "000000")).toBe("form_code_incorrect");
  expect(await attempt(code)).toBe("ok");
  expect(await attempt(code)).not.toBe("ok");
});
