import "@/lib/db/testing/own-database";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { verifyPassword } from "@/lib/factors/password/hash";
import type { StrategyName } from "@/lib/flows/sign-in/attempt";
import { createSignIn } from "@/lib/flows/sign-in/create";
import { withoutRequest } from "@/lib/jobs/requester";
import type { Caller } from "../caller";
import { confirmLink } from "../email-link/confirm";
import { attemptSecondFactor } from "../second-factor/attempt";
import { trustDevice } from "../second-factor/trusted-devices";
import {
  codeSentFor,
  createTestUser,
  linkSentFor,
  makeCaller,
  signInAs,
  type TestUser,
  totpCodeOf,
} from "../testing/user";
import { resetByAccessToken } from "./access-token";
import { resetPasswordByIdentifier } from "./by-identifier";
import { resetPasswordWithCode } from "./with-code";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.INBOX = "on";
});

const BEFORE = "violet otter mends lanterns";
const AFTER = "copper heron folds umbrellas";

/** A reset whose first factor is verified: its attempt, and the status it continues with. */
type Reset = { signInId: string; status: string };

async function begin(identifier: string, strategy: StrategyName, caller: Caller, resetPageUrl?: string) {
  const input = { identifier, strategy, redirectUrl: null, ...(resetPageUrl && { resetPageUrl }) };
  const begun = await createSignIn(input, caller);
  if (!begun.ok) throw new Error(begun.errors[0].code);
  return begun.signInId;
}

async function tokenSentFor(signInId: string): Promise<string> {
  const { verificationId } = await (await database()).signIn.findUniqueOrThrow({ where: { id: signInId } });
  return linkSentFor(verificationId);
}

const chosen = { password: AFTER, signOutOfOtherSessions: true };

function statusOf(reset: Awaited<ReturnType<typeof resetPasswordWithCode>>): string {
  if (!reset.ok) throw new Error(reset.errors[0].code);
  return reset.outcome?.status ?? "no session";
}

type Channel = (person: TestUser, caller: Caller) => Promise<Reset>;

/** The email channels of a password reset, each up to the new password. */
const CHANNELS: Record<string, Channel> = {
  "an email code": async ({ address }, caller) => {
    const signInId = await begin(address, "reset_password_email_code", caller);
    const input = { signInId, code: await codeSentFor(signInId), ...chosen };
    return { signInId, status: statusOf(await resetPasswordWithCode(input, caller)) };
  },
  "an email link": async ({ address }, caller) => {
    const signInId = await begin(address, "reset_password_email_link", caller);
    await confirmLink({ token: await tokenSentFor(signInId), matchNumber: null }, caller);
    return {
      signInId,
      status: statusOf(await resetPasswordWithCode({ signInId, code: null, ...chosen }, caller)),
    };
  },
  "an access token": async ({ address }, caller) => {
    const signInId = await begin(
      address,
      "reset_password_email_link",
      makeCaller(),
      "https://front.example/",
    );
    const accessToken = await tokenSentFor(signInId);
    const reset = await resetByAccessToken({ accessToken, password: AFTER }, caller);
    if (!reset.ok) throw new Error(reset.errors[0].code);
    return { signInId, status: reset.status };
  },
};

async function passwordOf({ id }: TestUser): Promise<string> {
  const { passwordHash } = await (await database()).user.findUniqueOrThrow({ where: { id } });
  for (const password of [BEFORE, AFTER])
    if (await verifyPassword(passwordHash ?? "", password, withoutRequest())) return password;
  return "another one";
}

/** The effects of a new password. */
async function consequences({ id: userId, address }: TestUser) {
  const db = await database();
  return {
    sessionsRevoked: await db.session.count({ where: { userId, revokedReason: "password_changed" } }),
    notices: await db.outboxMessage.count({ where: { recipient: address, template: "password-changed" } }),
    events: await db.auditEvent.count({ where: { userId, type: "password_reset.completed" } }),
    webhooks: await db.webhookDelivery.count({
      where: { type: "user.password_reset", payload: { path: ["userId"], equals: userId } },
    }),
  };
}

const NONE = { sessionsRevoked: 0, notices: 0, events: 0, webhooks: 0 };
const EACH = { sessionsRevoked: 1, notices: 1, events: 1, webhooks: 1 };

const attempt = (signInId: string, code: string, caller: Caller) =>
  attemptSecondFactor({ signInId, strategy: "totp", code, trustDevice: false }, caller);

beforeAll(async () => {
  const endpoint = { url: "https://hooks.example", sealedSecret: new Uint8Array() };
  await (await database()).webhookEndpoint.create({ data: endpoint });
});

function holdsThePassword(reset: Channel, endsInSession: boolean): void {
  test("changes nothing until its second factor is verified, then everything", async () => {
    const person = await createTestUser(BEFORE);
    await signInAs(person, BEFORE);
    await addApp(person);
    const caller = makeCaller();
    const { signInId, status } = await reset(person, caller);
    expect(status).toBe("needs_second_factor");
    expect([await passwordOf(person), await consequences(person)]).toEqual([BEFORE, NONE]);
    expect((await attempt(signInId, "000000", caller)).ok).toBe(false);
    expect((await attempt(signInId, await totpCodeOf(person.id), makeCaller())).ok).toBe(false);
    expect([await passwordOf(person), await consequences(person)]).toEqual([BEFORE, NONE]);

    const verified = await attempt(signInId, await totpCodeOf(person.id), caller);
    expect(verified).toMatchObject({ ok: true, session: endsInSession ? expect.objectContaining({}) : null });
    expect([await passwordOf(person), await consequences(person)]).toEqual([AFTER, EACH]);
  });

  test("keeps the old password if the second factor is verified too late", async () => {
    const person = await createTestUser(BEFORE, { totp: true });
    const caller = makeCaller();
    const { signInId } = await reset(person, caller);
    await (await database()).$executeRaw`
      UPDATE "Verification" v SET "expiresAt" = now() FROM "SignIn" s
      WHERE s.id = ${signInId}::uuid AND v.id = s."verificationId"`;
    const late = await attempt(signInId, await totpCodeOf(person.id), caller);
    expect(late.ok).toBe(false);
    expect([await passwordOf(person), await consequences(person)]).toEqual([BEFORE, NONE]);
  });

  test("requires the second factor from a trusted browser too", async () => {
    const person = await createTestUser(BEFORE, { totp: true });
    const caller = makeCaller();
    await trustDevice(await database(), person.id, caller);
    expect((await reset(person, caller)).status).toBe("needs_second_factor");
    expect(await passwordOf(person)).toBe(BEFORE);
  });

  test("changes the password immediately for a user without a second factor", async () => {
    const person = await createTestUser(BEFORE);
    await signInAs(person, BEFORE);
    expect((await reset(person, makeCaller())).status).toBe("complete");
    expect([await passwordOf(person), await consequences(person)]).toEqual([AFTER, EACH]);
  });
}

for (const [channel, reset] of Object.entries(CHANNELS))
  describe(`a reset by ${channel}`, () => holdsThePassword(reset, channel !== "an access token"));

describe("a reset by SMS @texts", () => {
  let numbers = 0;

  async function phoneOf({ id: userId }: TestUser): Promise<string> {
    const number = `+120255502${String(numbers++).padStart(2, "0")}`;
    const phone = { userId, number, isPrimary: true, verifiedAt: new Date() };
    await (await database()).phoneNumber.create({ data: phone });
    return number;
  }

  /** Resets the password by SMS, up to the new password. */
  async function resetByText(person: TestUser, caller: Caller): Promise<Reset> {
    const identifier = await phoneOf(person);
    const signInId = await begin(identifier, "reset_password_phone_code", caller);
    const recovery = { identifier, code: await codeSentFor(signInId), ...chosen };
    return { signInId, status: statusOf(await resetPasswordByIdentifier(recovery, caller)) };
  }

  holdsThePassword(resetByText, true);
});

test("of two pending resets, the one verified first counts", async () => {
  const person = await createTestUser(BEFORE, { totp: true });
  const [first, second] = [makeCaller(), makeCaller()];
  const byCode = CHANNELS["an email code"] as Channel;
  const one = await byCode(person, first);
  const other = await byCode(person, second);
  expect((await attempt(one.signInId, await totpCodeOf(person.id), first)).ok).toBe(true);
  expect((await attempt(other.signInId, await totpCodeOf(person.id), second)).ok).toBe(false);
});

/** Adds an authenticator app to an account that has a session already. */
async function addApp({ id: userId }: TestUser): Promise<void> {
  const db = await database();
  const { id } = await createTestUser(BEFORE, { totp: true });
  await db.totpSecret.update({ where: { userId: id }, data: { userId } });
}
