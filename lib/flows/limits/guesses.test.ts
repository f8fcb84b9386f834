import "@/lib/db/testing/own-database";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { consumePoints } from "@/lib/db/rate-limit";
import { withoutRequest } from "@/lib/jobs/requester";
import type { Caller } from "../caller";
import { attemptReauthenticationCode, requestReauthenticationCode } from "../reauthentication/with-code";
import { reauthenticateWithPassword } from "../reauthentication/with-password";
import { reauthenticateWithSecondFactor } from "../reauthentication/with-second-factor";
import { attemptSecondFactor } from "../second-factor/attempt";
import { prepareSecondFactor } from "../second-factor/prepare";
import { beginTotp, confirmTotpSetup } from "../second-factor/totp";
import { attemptSecondFactorCode } from "../second-factor/verify";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { signInWithPassword } from "../sign-in/with-password";
import { attemptSignUpVerification } from "../sign-up/attempt-verification";
import { createSignUp } from "../sign-up/create";
import { knownClientOf, newNetwork, unknownClient } from "../testing/clients";
import {
  counterOf,
  letTimePass,
  removeOthers,
  saveCounters,
  secondsLeft,
  setPoints,
  timesReached,
} from "../testing/counters";
import { expectOk } from "../testing/result";
import {
  codeSentFor,
  codeSentIn,
  createTestUser,
  newAddress,
  secondVerificationOf,
  signInAs,
  type TestUser,
  totpCodeOf,
} from "../testing/user";
import { attemptCode } from "../verification/attempt-code";
import { closeGuess, openGuess, verifyPasswordGuess } from "./guesses";
import type { GuessKind, GuessLimitName } from "./names";

vi.mock("@/lib/db/rate-limit", async (importOriginal) => {
  const actual = await importOriginal<typeof import("@/lib/db/rate-limit")>();
  return { ...actual, consumePoints: vi.fn(actual.consumePoints) };
});

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
  process.env.SIGN_IN_MAX_ATTEMPTS = "10";
  process.env.SIGN_IN_LOCKOUT_SECONDS = "900";
});

const PASSWORD = "violet otter mends lanterns";
const DAY = 24 * 3_600;

/** The wrong guesses per day of unknown clients and of known clients: together the 100 of NIST SP 800-63B-4 §3.2.2. */
const OF_UNKNOWN_CLIENTS = 50;
const OF_KNOWN_CLIENTS = 50;

type Is = "right" | "wrong";

/** Makes one guess; resolves with `ok` or the error code. */
type Guess = (is: Is, caller: Caller) => Promise<string>;

/** An account, and guesses at one of its secrets. */
type Target = {
  person: TestUser;
  guess: Guess;
  /** Guesses by another identifier of the account. */
  guessElsewhere: Guess;
};

type Outcome = { ok: true } | { ok: false; errors: readonly { code: string }[] };

const codeOf = (result: Outcome): string => (result.ok ? "ok" : (result.errors[0]?.code ?? ""));

/** Returns a code other than the given one. */
const wrong = (code: string) => (code === "000000" ? "000001" : "000000");

const pick = (is: Is, code: string) => (is === "right" ? code : wrong(code));

/** Adds a second address to an account. */
async function secondAddressOf({ id: userId }: TestUser): Promise<string> {
  const address = newAddress();
  await (await database()).emailAddress.create({ data: { userId, address, verifiedAt: new Date() } });
  return address;
}

const signIn = (identifier: string, password: string, caller: Caller) =>
  signInWithPassword({ identifier, password, redirectUrl: null }, caller);

async function passwordTarget(): Promise<Target> {
  const person = await createTestUser(PASSWORD);
  const at =
    (identifier: string): Guess =>
    async (is, caller) =>
      codeOf(await signIn(identifier, is === "right" ? PASSWORD : "not the password", caller));
  return { person, guess: at(person.address), guessElsewhere: at(await secondAddressOf(person)) };
}

async function guessCode(identifier: string, strategy: "email_code" | "phone_code", is: Is, caller: Caller) {
  const { signInId } = expectOk(await createSignIn({ identifier, strategy, redirectUrl: null }, caller));
  return codeOf(await attemptFirstFactor({ signInId, code: pick(is, await codeSentFor(signInId)) }, caller));
}

async function emailCodeTarget(): Promise<Target> {
  const person = await createTestUser(PASSWORD);
  const at =
    (identifier: string): Guess =>
    (is, caller) =>
      guessCode(identifier, "email_code", is, caller);
  return { person, guess: at(person.address), guessElsewhere: at(await secondAddressOf(person)) };
}

/** Verifies the password of a user with a second factor; returns the attempt's ID. */
async function needsSecondFactor({ address }: TestUser, caller: Caller): Promise<string> {
  const { outcome } = expectOk(await signIn(address, PASSWORD, caller));
  if (outcome.status !== "needs_second_factor") throw new Error(outcome.status);
  return outcome.signInId;
}

async function totpTarget(): Promise<Target> {
  const person = await createTestUser(PASSWORD, { totp: true });
  const guess: Guess = async (is, caller) => {
    const signInId = await needsSecondFactor(person, caller);
    const code = pick(is, await totpCodeOf(person.id));
    return codeOf(
      await attemptSecondFactor({ signInId, strategy: "totp", code, trustDevice: false }, caller),
    );
  };
  return { person, guess, guessElsewhere: guess };
}

const TARGETS: Record<GuessKind, () => Promise<Target>> = {
  password: passwordTarget,
  code: emailCodeTarget,
  "second-factor": totpTarget,
};

/** The error of a wrong guess, and that of any guess beyond a limit that is reported to the client. */
const ERRORS: Record<GuessKind, { wrong: string; rejected: string }> = {
  password: { wrong: "form_password_incorrect", rejected: "user_locked" },
  code: { wrong: "form_code_incorrect", rejected: "too_many_requests" },
  "second-factor": { wrong: "form_code_incorrect", rejected: "user_locked" },
};

type Case = {
  /** A guess that counts for the limit. */
  guess: (is: Is) => Promise<string>;
  /** Correct guesses that the limit does not affect. */
  others: Record<string, () => Promise<string>>;
};

type Threshold = {
  kind: GuessKind;
  limit: number;
  seconds: number;
  /** Whether a correct guess is rejected as a wrong one. */
  isSilent?: boolean;
  prepare: () => Promise<Case>;
};

/** Returns the limits of a kind: a network and a known client are locked for 15 minutes, or for the rest of the day. */
function ofKind(kind: GuessKind) {
  const target = TARGETS[kind];
  const short = kind === "code" ? { limit: 25, seconds: DAY } : { limit: 10, seconds: 900 };
  const knownClient: Threshold = {
    kind,
    ...short,
    prepare: async () => {
      const { person, guess } = await target();
      const ipAddress = newNetwork();
      const [client, other] = [
        await knownClientOf(person, unknownClient(ipAddress)),
        await knownClientOf(person, unknownClient(ipAddress)),
      ];
      return {
        guess: (is) => guess(is, client),
        others: {
          "another known client": () => guess("right", other),
          "an unknown client": () => guess("right", unknownClient(ipAddress)),
        },
      };
    },
  };
  const knownClients: Threshold = {
    kind,
    limit: OF_KNOWN_CLIENTS,
    seconds: DAY,
    prepare: async () => {
      const { person, guess } = await target();
      return {
        guess: async (is) => guess(is, await knownClientOf(person)),
        others: { "an unknown client": () => guess("right", unknownClient()) },
      };
    },
  };
  const network: Threshold = {
    kind,
    ...short,
    prepare: async () => {
      const { person, guess } = await target();
      const ipAddress = newNetwork();
      const known = await knownClientOf(person, unknownClient(ipAddress));
      const { guess: guessAtOther } = await target();
      return {
        guess: (is) => guess(is, unknownClient(ipAddress)),
        others: {
          "another network": () => guess("right", unknownClient()),
          "a known client in the network": () => guess("right", known),
          "another user": () => guessAtOther("right", unknownClient(ipAddress)),
        },
      };
    },
  };
  const day: Threshold = {
    kind,
    limit: OF_UNKNOWN_CLIENTS,
    seconds: DAY,
    prepare: async () => {
      const { person, guess } = await target();
      const known = await knownClientOf(person);
      const { guess: guessAtOther } = await target();
      return {
        guess: (is) => guess(is, unknownClient()),
        others: {
          "a known client": () => guess("right", known),
          "another user": () => guessAtOther("right", unknownClient()),
        },
      };
    },
  };
  return { knownClient, knownClients, network, day };
}

/**
 * Returns the same limits across all identifiers of an account. They are not reported, because the client typed another
 * identifier.
 */
function ofAccount(kind: Exclude<GuessKind, "second-factor">) {
  const target = TARGETS[kind];
  const of = async (ipAddress?: string) => {
    const { person, guess, guessElsewhere } = await target();
    const guessInTurn = (is: Is) => (is === "right" ? guessElsewhere : guess)(is, unknownClient(ipAddress));
    const known = await knownClientOf(person, unknownClient(ipAddress));
    return { guess: guessInTurn, guessElsewhere, known };
  };
  const network = async (): Promise<Case> => {
    const { guess, guessElsewhere, known } = await of(newNetwork());
    return {
      guess,
      others: {
        "another network": () => guessElsewhere("right", unknownClient()),
        "a known client in the network": () => guessElsewhere("right", known),
      },
    };
  };
  const day = async (): Promise<Case> => {
    const { guess, guessElsewhere, known } = await of();
    return { guess, others: { "a known client": () => guessElsewhere("right", known) } };
  };
  return { network, day };
}

const [password, code, secondFactor] = [ofKind("password"), ofKind("code"), ofKind("second-factor")];
const [passwordOfAccount, codeOfAccount] = [ofAccount("password"), ofAccount("code")];

const THRESHOLDS: Record<GuessLimitName, Threshold> = {
  "password:known-client": password.knownClient,
  "password:known-clients:day": password.knownClients,
  "password:identifier:network": password.network,
  "password:identifier:day": password.day,
  "password:account:network": {
    kind: "password",
    limit: 10,
    seconds: 900,
    isSilent: true,
    prepare: passwordOfAccount.network,
  },
  "password:account:day": {
    kind: "password",
    limit: OF_UNKNOWN_CLIENTS,
    seconds: DAY,
    isSilent: true,
    prepare: passwordOfAccount.day,
  },
  "code:known-client": code.knownClient,
  "code:known-clients:day": code.knownClients,
  "code:identifier:network": code.network,
  "code:identifier:day": code.day,
  "code:account:network": {
    kind: "code",
    limit: 25,
    seconds: DAY,
    isSilent: true,
    prepare: codeOfAccount.network,
  },
  "code:account:day": {
    kind: "code",
    limit: OF_UNKNOWN_CLIENTS,
    seconds: DAY,
    isSilent: true,
    prepare: codeOfAccount.day,
  },
  "second-factor:known-client": secondFactor.knownClient,
  "second-factor:known-clients:day": secondFactor.knownClients,
  "second-factor:identifier:network": secondFactor.network,
  "second-factor:identifier:day": secondFactor.day,
};

beforeEach(async () => {
  await (await database()).rateLimit.deleteMany();
});

/** Makes as many wrong guesses as a limit allows. Only the first and the last one run the flow. */
async function fill(name: GuessLimitName, limit: number, guess: (is: Is) => Promise<string>) {
  const counter = await counterOf(name, () => guess("wrong"));
  await setPoints(counter, limit - 1);
  return { counter, last: await guess("wrong") };
}

const TITLED = Object.entries(THRESHOLDS).map(
  ([name, of]) => [`${of.limit} wrong guesses (${name})`, { ...of, name: name as GuessLimitName }] as const,
);

test.each(TITLED)(
  "checks %s and then rejects the correct one until the limit has passed",
  async (_title, { name, kind, limit, seconds, isSilent = false, prepare }) => {
    const { guess, others } = await prepare();
    const rejected = isSilent ? ERRORS[kind].wrong : ERRORS[kind].rejected;
    const reachedBefore = await timesReached(name);

    const first = await counterOf(name, () => guess("wrong"));
    await setPoints(first, limit - 1);
    expect(await guess("right")).toBe("ok");

    const { counter, last } = await fill(name, limit, guess);
    expect(last).toBe(ERRORS[kind].wrong);
    expect(await secondsLeft(counter)).toBeGreaterThan(seconds - 30);
    expect(await secondsLeft(counter)).toBeLessThanOrEqual(seconds);
    for (let time = 0; time < 2; time++) {
      await removeOthers(counter);
      expect(await guess("right")).toBe(rejected);
    }
    expect(await timesReached(name)).toBe(reachedBefore + 1);

    await removeOthers(counter);
    const restore = await saveCounters();
    for (const [what, other] of Object.entries(others)) {
      await restore();
      expect(await other(), what).toBe("ok");
    }
    await restore();
    expect(await guess("right")).toBe(rejected);
    await removeOthers(counter);
    await letTimePass(seconds);
    expect(await guess("right")).toBe("ok");
  },
);

/** Flows other than sign-in that count guesses: on the client of a session, or for an unverified address. */
const FURTHER_FLOWS: [string, GuessLimitName, number, () => Promise<(is: Is) => Promise<string>>][] = [
  [
    "reauthentication by password",
    "password:known-client",
    10,
    async () => {
      const caller = await signInAs(await createTestUser(PASSWORD), PASSWORD);
      return async (is) =>
        codeOf(await reauthenticateWithPassword({ password: is === "right" ? PASSWORD : "wrong" }, caller));
    },
  ],
  [
    "reauthentication by email code",
    "code:known-client",
    25,
    async () => {
      const caller = await signInAs(await createTestUser(PASSWORD), PASSWORD);
      return async (is) => {
        const { verificationId } = expectOk(await requestReauthenticationCode(caller));
        const typed = pick(is, await codeSentIn(verificationId));
        return codeOf(await attemptReauthenticationCode({ verificationId, code: typed }, caller));
      };
    },
  ],
  [
    "setting up an authenticator app",
    "code:known-client",
    25,
    async () => {
      const person = await createTestUser(PASSWORD);
      const caller = await signInAs(person, PASSWORD);
      expectOk(await beginTotp(caller));
      return async (is) =>
        codeOf(await confirmTotpSetup({ code: pick(is, await totpCodeOf(person.id)) }, caller));
    },
  ],
  [
    "reauthentication by authenticator app",
    "second-factor:known-client",
    10,
    async () => {
      const person = await createTestUser(PASSWORD, { totp: true });
      const caller = unknownClient();
      const signInId = await needsSecondFactor(person, caller);
      const passed = await attemptSecondFactor(
        { signInId, strategy: "totp", code: await totpCodeOf(person.id), trustDevice: false },
        caller,
      );
      const sessionToken = expectOk(passed).session?.token ?? "";
      return async (is) => {
        const typed = pick(is, await totpCodeOf(person.id));
        return codeOf(
          await reauthenticateWithSecondFactor(
            { strategy: "totp", code: typed },
            { ...caller, sessionToken },
          ),
        );
      };
    },
  ],
  [
    "a sign-up by email code",
    "code:known-client",
    25,
    async () => {
      const emailAddress = newAddress();
      const caller = unknownClient();
      const input = { emailAddress, phoneNumber: null, password: null, redirectUrl: null };
      return async (is) => {
        const { signUpId } = expectOk(await createSignUp({ ...input, method: "email_code" }, caller));
        const db = await database();
        const { verificationId } = await db.signUp.findUniqueOrThrow({ where: { id: signUpId } });
        const typed = pick(is, await codeSentIn(verificationId));
        return codeOf(await attemptSignUpVerification({ signUpId, code: typed }, caller));
      };
    },
  ],
];

test.each(FURTHER_FLOWS)(
  "%s counts for %s: checks %i wrong guesses and then rejects the correct one until the limit has passed",
  async (_flow, name, limit, prepare) => {
    const kind = name.startsWith("password")
      ? "password"
      : name.startsWith("code")
        ? "code"
        : "second-factor";
    const isSecret = kind === "password" ? "form_password_incorrect" : "form_code_incorrect";
    const guess = await prepare();
    const { counter, last } = await fill(name, limit, guess);
    expect(last).toBe(isSecret);
    await removeOthers(counter);
    expect(["too_many_requests", "user_locked"]).toContain(await guess("right"));
    await removeOthers(counter);
    await letTimePass(DAY);
    expect(await guess("right")).toBe("ok");
  },
);

describe("guesses at two identifiers of one account at a time", () => {
  /** Counts as many guesses as a network may make, whose outcomes are not known yet, at one of two identifiers. */
  async function pendingElsewhere(kind: "password" | "code", count: number) {
    const person = await createTestUser(PASSWORD);
    const [db, ipAddress] = [await database(), newNetwork()];
    const target = { kind, account: person.id, isKnownClient: false };
    const at = (identifier: string) => openGuess(db, { ...target, identifier }, unknownClient(ipAddress));
    const pending: Counted[] = [];
    for (let n = 0; n < count; n++) pending.push(opened(await at(person.address)));
    const other = await secondAddressOf(person);
    vi.mocked(consumePoints).mockClear();
    return { person, db, pending, guess: opened(await at(other)), ipAddress };
  }

  test.each([
    ["password", 10],
    ["code", 25],
  ] as const)("%s: a guess at the other one is blocked and does not wait", async (kind, count) => {
    const { guess } = await pendingElsewhere(kind, count);
    expect(consumePoints).toHaveBeenCalledTimes(1);
    expect(guess.blockedBy).toBe(`${kind}:account:network`);
  });

  const verify = ({ person, db, guess }: Awaited<ReturnType<typeof pendingElsewhere>>, password: string) =>
    db.user
      .findUniqueOrThrow({ where: { id: person.id } })
      .then(({ passwordHash }) =>
        verifyPasswordGuess(db, guess, { passwordHash, password }, withoutRequest()),
      );

  test("the correct password is rejected while the outcomes of the others are not known", async () => {
    expect(await verify(await pendingElsewhere("password", 10), PASSWORD)).toBe(false);
  });

  test("the correct password is accepted after one of the others was correct", async () => {
    const opening = await pendingElsewhere("password", 10);
    const [first] = opening.pending;
    if (first) await closeGuess(opening.db, first, "right");
    expect(await verify(opening, PASSWORD)).toBe(true);
  });

  test("a wrong password counts for the account after one of the others was correct", async () => {
    const opening = await pendingElsewhere("password", 10);
    const { pending, db, guess } = opening;
    const [first] = pending;
    if (first) await closeGuess(db, first, "right");
    expect(await verify(opening, "not the password")).toBe(false);
    await closeGuess(db, guess, "wrong");
    expect(await db.rateLimit.count({ where: { points: 1, pending: 0 } })).toBeGreaterThanOrEqual(2);
    expect(guess.limits.map(({ name }) => name)).toContain("password:account:day");
  });
});

type Counted = Exclude<Awaited<ReturnType<typeof openGuess>>, { rejected: true }>;

function opened(guess: Awaited<ReturnType<typeof openGuess>>): Counted {
  if ("rejected" in guess) throw new Error("rejected");
  return guess;
}

test("a guess does not wait for guesses of a process that was killed half a minute ago", async () => {
  const { guess } = await passwordTarget();
  const ipAddress = newNetwork();
  const first = await counterOf("password:identifier:network", () =>
    guess("wrong", unknownClient(ipAddress)),
  );
  await setPoints(first, 10);
  const db = await database();
  await db.$executeRaw`UPDATE "RateLimit" SET pending = 10, "pendingUntil" = now() + interval '30 seconds'`;
  await letTimePass(31);
  vi.mocked(consumePoints).mockClear();
  expect(await guess("right", unknownClient(ipAddress))).toBe("user_locked");
  const asked = vi
    .mocked(consumePoints)
    .mock.calls.filter(([, limits]) => limits.some(({ name }) => name === "password:identifier:network"));
  expect(asked).toHaveLength(1);
});

/** Guesses whose check throws. */
const FAILING: Record<string, () => Promise<() => Promise<unknown>>> = {
  "a password": async () => {
    const { id, address } = await createTestUser(PASSWORD);
    await (await database()).user.update({ where: { id }, data: { passwordHash: "broken" } });
    return () => signIn(address, PASSWORD, unknownClient());
  },
  "the password of a reauthentication": async () => {
    const person = await createTestUser(PASSWORD);
    const caller = await signInAs(person, PASSWORD);
    await (await database()).user.update({ where: { id: person.id }, data: { passwordHash: "broken" } });
    return () => reauthenticateWithPassword({ password: PASSWORD }, caller);
  },
  "an email code": async () => {
    const { address: identifier, id: account } = await createTestUser(PASSWORD);
    const caller = unknownClient();
    const strategy = "email_code";
    const { signInId } = expectOk(await createSignIn({ identifier, strategy, redirectUrl: null }, caller));
    const { verificationId } = await (await database()).signIn.findUniqueOrThrow({ where: { id: signInId } });
    const code = await codeSentFor(signInId);
    const counted = { account, identifier, isKnownClient: false };
    return () =>
      attemptCode({ verificationId, code }, counted, caller, () => Promise.reject(new Error("broken")));
  },
  "a code at the setup of an authenticator app": async () => {
    const person = await createTestUser(PASSWORD);
    const caller = await signInAs(person, PASSWORD);
    expectOk(await beginTotp(caller));
    const code = await brokenTotpCodeOf(person);
    return () => confirmTotpSetup({ code }, caller);
  },
  "a code of an authenticator app": async () => {
    const person = await createTestUser(PASSWORD, { totp: true });
    const caller = unknownClient();
    const signInId = await needsSecondFactor(person, caller);
    const code = await brokenTotpCodeOf(person);
    return () => attemptSecondFactor({ signInId, strategy: "totp", code, trustDevice: false }, caller);
  },
  "an SMS code as second factor": async () => {
    const person = await createTestUser(PASSWORD);
    const caller = unknownClient();
    const input = { verificationId: "not a UUID", code: "000000" };
    return () => attemptSecondFactorCode(person.id, input, caller, () => Promise.resolve(null));
  },
};

/** Returns a correct code of an authenticator app that the database refuses to consume. */
async function brokenTotpCodeOf({ id }: TestUser): Promise<string> {
  const code = await totpCodeOf(id);
  await (await database()).$executeRawUnsafe(
    `ALTER TABLE "TotpSecret" ADD CONSTRAINT "broken ${id}" CHECK ("userId" <> '${id}') NOT VALID`,
  );
  return code;
}

test.each(Object.entries(FAILING))("%s does not count if its check throws", async (_what, prepare) => {
  const guess = await prepare();
  const db = await database();
  await db.rateLimit.deleteMany();
  await expect(guess()).rejects.toThrow();
  const counted = await db.rateLimit.findMany({ where: { owner: { not: null } } });
  expect(counted.length).toBeGreaterThan(0);
  for (const counter of counted) expect(counter).toMatchObject({ points: 0, pending: 0 });
});

/** Events after which correct guesses are accepted again. */
const ENDS: [string, (target: Target, known: Caller) => Promise<void>][] = [
  ["a day has passed", () => letTimePass(DAY)],
  [
    "a known client guesses right",
    async ({ guess }, known) => expect(await guess("right", known)).toBe("ok"),
  ],
];

const DAILY: [string, GuessKind, () => Promise<Target>][] = [
  ["passwords", "password", passwordTarget],
  ["email codes", "code", emailCodeTarget],
  ["codes of an authenticator app", "second-factor", totpTarget],
];

/** Reaches the limit of unknown clients, then that of known clients. After each, correct guesses are rejected. */
async function expectHundredFailures(kind: GuessKind, makeTarget: () => Promise<Target>) {
  const { guess } = await makeTarget();
  const [known, other] = [unknownClient(), unknownClient()];
  for (const client of [known, other]) expect(await guess("right", client)).toBe("ok");
  const { rejected, wrong: incorrect } = ERRORS[kind];

  const ofUnknown = await fill(`${kind}:identifier:day`, OF_UNKNOWN_CLIENTS, (is) =>
    guess(is, unknownClient()),
  );
  expect(ofUnknown.last).toBe(incorrect);
  expect(await guess("right", unknownClient())).toBe(rejected);

  const ofKnown = await fill(`${kind}:known-clients:day`, OF_KNOWN_CLIENTS, (is) => guess(is, known));
  expect(ofKnown.last).toBe(incorrect);
  for (const client of [known, other, unknownClient()]) expect(await guess("right", client)).toBe(rejected);
  await letTimePass(DAY);
  for (const client of [known, other, unknownClient()]) expect(await guess("right", client)).toBe("ok");
}

describe("consecutive failures of an account in a day", () => {
  describe.each(DAILY)("%s", (_what, kind, makeTarget) => {
    test("checks 50 of unknown clients and 50 of known clients, and none after them", () =>
      expectHundredFailures(kind, makeTarget));

    test.each(ENDS)("checks none after 50 of unknown clients, until %s", async (_when, end) => {
      const target = await makeTarget();
      const { guess } = target;
      const known = unknownClient();
      expect(await guess("right", known)).toBe("ok");
      await fill(`${kind}:identifier:day`, OF_UNKNOWN_CLIENTS, (is) => guess(is, unknownClient()));
      expect(await guess("right", unknownClient())).toBe(ERRORS[kind].rejected);
      await end(target, known);
      expect(await guess("right", unknownClient())).toBe("ok");
    });
  });

  test("@texts checks 50 SMS codes of unknown clients and 50 of known clients, and none after them", () =>
    expectHundredFailures("code", async () => {
      const person = await createTestUser(PASSWORD);
      const number = "+14155551234";
      await (await database()).phoneNumber.create({
        data: { userId: person.id, number, isPrimary: true, verifiedAt: new Date() },
      });
      const guess: Guess = (is, caller) => guessCode(number, "phone_code", is, caller);
      return { person, guess, guessElsewhere: guess };
    }));

  test("@texts checks 50 SMS second factors of unknown clients and 50 of known clients, and none after them", () =>
    expectHundredFailures("second-factor", async () => {
      const person = await createTestUser(PASSWORD);
      const number = "+14155551235";
      await (await database()).phoneNumber.create({
        data: { userId: person.id, number, verifiedAt: new Date(), secondFactorAt: new Date() },
      });
      const guess: Guess = async (is, caller) => {
        const signInId = await needsSecondFactor(person, caller);
        expectOk(await prepareSecondFactor({ signInId, phoneNumberId: null }, caller));
        const verificationId = (await secondVerificationOf(signInId)) ?? "";
        const typed = pick(is, await codeSentIn(verificationId));
        return codeOf(
          await attemptSecondFactor(
            { signInId, strategy: "phone_code", code: typed, trustDevice: false },
            caller,
          ),
        );
      };
      return { person, guess, guessElsewhere: guess };
    }));
});
