import "@/lib/db/testing/own-database";
import { describe, expect, test, vi } from "vitest";
import { type Actor, SYSTEM_REQUEST } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { resetByAccessToken } from "@/lib/flows/password-reset/access-token";
import { resetPasswordWithCode } from "@/lib/flows/password-reset/with-code";
import { changeOwnPassword } from "../account/change-password";
import { requestDeletion } from "../account/request-deletion";
import type { Caller } from "../caller";
import { confirmLink } from "../email-link/confirm";
import {
  codeSentFor,
  createTestUser,
  linkSentFor,
  makeCaller,
  signInAs,
  type TestUser,
} from "../testing/user";
import { lockUser, unlockUser } from "../users/lock";
import type { StrategyName } from "./attempt";
import { attemptFirstFactor } from "./attempt-first-factor";
import { createSignIn } from "./create";
import { prepareFirstFactor } from "./prepare-first-factor";
import { readSignIn } from "./read";
import { signInWithPassword } from "./with-password";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.RATE_LIMITS = "off";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper heron folds umbrellas";
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata: SYSTEM_REQUEST };

async function begin({ address: identifier }: TestUser, strategy: StrategyName, resetPageUrl?: string) {
  const caller = makeCaller();
  const input = { identifier, strategy, redirectUrl: null, ...(resetPageUrl && { resetPageUrl }) };
  const begun = await createSignIn(input, caller);
  if (!begun.ok) throw new Error(begun.errors[0].code);
  return { caller, signInId: begun.signInId };
}

async function tokenOf(signInId: string): Promise<string> {
  const { verificationId } = await (await database()).signIn.findUniqueOrThrow({ where: { id: signInId } });
  return linkSentFor(verificationId);
}

/**
 * Every kind of outstanding proof of a user. Each resolves with a function that uses the proof and returns whether it
 * still works.
 */
const OUTSTANDING: Record<string, (person: TestUser) => Promise<() => Promise<boolean>>> = {
  "a code to sign in": async (person) => {
    const { caller, signInId } = await begin(person, "email_code");
    const code = await codeSentFor(signInId);
    return async () => (await attemptFirstFactor({ signInId, code }, caller)).ok;
  },
  "a link to sign in": async (person) => {
    const { caller, signInId } = await begin(person, "email_link");
    return confirms(await tokenOf(signInId), caller);
  },
  "a code to reset the password": async (person) => {
    const { caller, signInId } = await begin(person, "reset_password_email_code");
    const code = await codeSentFor(signInId);
    const input = { signInId, code, password: `${NEW_PASSWORD} again`, signOutOfOtherSessions: false };
    return async () => (await resetPasswordWithCode(input, caller)).ok;
  },
  "a link to reset the password": async (person) => {
    const { caller, signInId } = await begin(person, "reset_password_email_link");
    return confirms(await tokenOf(signInId), caller);
  },
  "a verified reset": async (person) => {
    const { caller, signInId } = await begin(person, "reset_password_email_code");
    await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller);
    const input = { signInId, code: null, password: `${NEW_PASSWORD} too`, signOutOfOtherSessions: false };
    return async () => (await resetPasswordWithCode(input, caller)).ok;
  },
  "an access token": async (person) => {
    const { signInId } = await begin(person, "reset_password_email_link", "https://front.example/");
    const accessToken = await tokenOf(signInId);
    const input = { accessToken, password: `${NEW_PASSWORD} elsewhere` };
    return async () => (await resetByAccessToken(input, makeCaller())).ok;
  },
};

function confirms(token: string, caller: Caller) {
  return async () => {
    const confirmed = await confirmLink({ token, matchNumber: null }, caller);
    return confirmed.ok && confirmed.confirmation.status === "verified";
  };
}

/** Events, and which outstanding proofs each one voids. */
const EVENTS: Record<
  string,
  { voids: "nothing" | "resets" | "everything"; happens: (p: TestUser) => Promise<void> }
> = {
  nothing: { voids: "nothing", happens: async () => undefined },
  "a sign-in by password elsewhere": {
    voids: "resets",
    happens: async (person) => void (await signInAs(person, PASSWORD)),
  },
  "a sign-in by code elsewhere": {
    voids: "resets",
    happens: async (person) => {
      const { caller, signInId } = await begin(person, "email_code");
      await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller);
    },
  },
  "a wrong password elsewhere": {
    voids: "nothing",
    happens: async ({ address: identifier }) => {
      const input = { identifier, password: "not the password at all", redirectUrl: null };
      await signInWithPassword(input, makeCaller());
    },
  },
  "a completed reset": {
    voids: "everything",
    happens: async (person) => {
      const { caller, signInId } = await begin(person, "reset_password_email_code");
      const code = await codeSentFor(signInId);
      const input = { signInId, code, password: NEW_PASSWORD, signOutOfOtherSessions: false };
      expect(await resetPasswordWithCode(input, caller)).toMatchObject({ ok: true });
    },
  },
  "a password change": {
    voids: "everything",
    happens: async (person) => {
      const caller = await signInAs(person, PASSWORD);
      const input = { currentPassword: PASSWORD, password: NEW_PASSWORD, signOutOfOtherSessions: false };
      expect(await changeOwnPassword(input, caller)).toMatchObject({ ok: true });
    },
  },
  "a lock that was lifted": {
    voids: "everything",
    happens: async ({ id }) => {
      await lockUser(id, BACK_OFFICE);
      await unlockUser(id, BACK_OFFICE);
    },
  },
  "a requested deletion": {
    voids: "everything",
    happens: async (person) => {
      expect(await requestDeletion(await signInAs(person, PASSWORD))).toEqual({ ok: true });
    },
  },
};

for (const [event, { voids, happens }] of Object.entries(EVENTS)) {
  describe(`after ${event}`, () => {
    for (const [name, prepare] of Object.entries(OUTSTANDING)) {
      const isReset = !name.endsWith("to sign in");
      const works = voids === "nothing" || (voids === "resets" && !isReset);
      test(`${name} ${works ? "still works" : "is void"}`, async () => {
        const person = await createTestUser(PASSWORD);
        const use = await prepare(person);
        await happens(person);
        expect(await use()).toBe(works);
      });
    }
  });
}

test("a void attempt is reported as cancelled", async () => {
  const person = await createTestUser(PASSWORD);
  const { caller, signInId } = await begin(person, "reset_password_email_code");
  await signInAs(person, PASSWORD);
  expect(await readSignIn(signInId, "reset_password", caller)).toMatchObject({ state: "cancelled" });
});

test("a sign-in writes to no pending attempt of its user", async () => {
  const person = await createTestUser(PASSWORD);
  for (let n = 0; n < 3; n++) await begin(person, "reset_password_email_code");
  const db = await database();
  const versions = () => db.$queryRaw`
    SELECT s.xmin::text AS s, v.xmin::text AS v FROM "SignIn" s JOIN "Verification" v ON v.id = s."verificationId"
    WHERE s."userId" = ${person.id}::uuid ORDER BY s.id`;
  const before = await versions();
  await signInAs(person, PASSWORD);
  expect(await versions()).toEqual(before);
});

describe("an attempt expires no earlier than its newest code or link", () => {
  const endOf = async (signInId: string) => {
    const [row] = await (await database()).$queryRaw<[{ attempt: Date; secret: Date }]>`
      SELECT v."expiresAt" AS attempt, (SELECT max(x) FROM (
          SELECT c."expiresAt" AS x FROM "Code" c WHERE c."verificationId" = v.id
          UNION ALL SELECT l."expiresAt" FROM "Link" l WHERE l."verificationId" = v.id) AS ends) AS secret
      FROM "SignIn" s JOIN "Verification" v ON v.id = s."verificationId" WHERE s.id = ${signInId}::uuid`;
    return row;
  };

  test.each(["email_code", "email_link"] as const)(
    "%s requested in the last minute of the attempt",
    async (strategy) => {
      const person = await createTestUser(PASSWORD);
      const { caller, signInId } = await begin(person, strategy);
      await (await database()).$executeRaw`
      UPDATE "Verification" SET "expiresAt" = now() + interval '1 minute'`;
      expect(await prepareFirstFactor({ signInId, strategy, contactId: null }, caller)).toEqual({ ok: true });
      const { attempt, secret } = await endOf(signInId);
      expect(attempt.getTime()).toBeGreaterThanOrEqual(secret.getTime());
    },
  );
});
