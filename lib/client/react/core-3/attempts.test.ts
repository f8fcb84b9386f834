import { describe, expect, test } from "vitest";
import { AuthClient } from "../../auth-client";
import { memoryTokens } from "../../tokens";
import type { SignInJSON, SignUpJSON, VerificationJSON } from "../../types";
import { attemptsOf } from "./hooks";
import { isAuthorized } from "./use-auth";

const verification: VerificationJSON = {
  status: "unverified",
  strategy: "email_code",
  expireAt: 0,
  attempts: 0,
  matchNumber: null,
  sameClient: null,
};
const signIn: SignInJSON = {
  id: "one",
  status: "needs_first_factor",
  identifier: "ada@example.com",
  supportedFirstFactors: [
    { strategy: "email_code", emailAddressId: "other", safeIdentifier: "l•••@example.com" },
    { strategy: "email_code", emailAddressId: "typed", safeIdentifier: "ada@example.com" },
    { strategy: "reset_password_phone_code", phoneNumberId: "phone", safeIdentifier: "•••42" },
  ],
  supportedSecondFactors: [],
  firstFactorVerification: null,
  secondFactorVerification: null,
  createdSessionId: null,
};
const signUp: SignUpJSON = {
  id: "two",
  status: "missing_requirements",
  emailAddress: "ada@example.com",
  phoneNumber: null,
  verification,
  createdUserId: null,
  createdSessionId: null,
};
const session = {
  id: "session",
  status: "active",
  currentTask: null,
  tasks: [],
  user: null,
  organization: null,
  expireAt: 0,
};
const user = {
  id: "user",
  name: null,
  isAdmin: false,
  hasPassword: true,
  hasSecondFactor: false,
  createdAt: 0,
  emailAddresses: [],
  phoneNumbers: [],
  passkeys: [],
};

type Call = { call: string; body: unknown };

/** The attempts of a client whose server answers the next call with the first entry of `answers`. */
function attemptsWith(...answers: (object | { errors: object[] })[]) {
  const calls: Call[] = [];
  const client = new AuthClient({
    baseUrl: "https://auth.example.com",
    tokens: memoryTokens(),
    fetch: async (url, init) => {
      const path = String(url).replace("https://auth.example.com/api/v1", "");
      calls.push({ call: `${init?.method} ${path}`, body: init?.body && JSON.parse(String(init.body)) });
      const answer = answers.shift() ?? {};
      return Response.json(answer, { status: "errors" in answer ? 422 : 200 });
    },
  });
  return { client, calls, ...attemptsOf(client) };
}

const rejected = (code: string, paramName?: string) => ({
  errors: [
    { code, message: `Short ${code}`, longMessage: `Long ${code}`, meta: paramName ? { paramName } : {} },
  ],
});

test("a client has one object for each kind of attempt", () => {
  const { client, signIn: first } = attemptsWith();
  expect(attemptsOf(client).signIn).toBe(first);
});

describe("a method", () => {
  test("resolves to the error, sorts it by field, and clears it when the next method starts", async () => {
    const { signIn: attempt } = attemptsWith(signIn, rejected("form_code_incorrect", "code"), signIn);
    expect(await attempt.create({ identifier: "ada@example.com" })).toEqual({ error: null });
    const { error } = await attempt.emailCode.verifyCode({ code: "000000" });
    expect(error).toMatchObject({ code: "form_code_incorrect", longMessage: "Long form_code_incorrect" });
    expect(error?.errors).toHaveLength(1);
    expect(attempt.errors.fields).toEqual({
      identifier: null,
      password: null,
      code: {
        code: "form_code_incorrect",
        message: "Short form_code_incorrect",
        longMessage: "Long form_code_incorrect",
      },
    });
    expect(attempt.errors.global).toBeNull();
    const next = attempt.emailCode.verifyCode({ code: "123456" });
    expect(attempt.errors.fields.code).toBeNull();
    expect(attempt.fetchStatus).toBe("fetching");
    await next;
    expect(attempt.fetchStatus).toBe("idle");
  });

  test.each([undefined, "captcha"])("reports an error of the parameter %s as a global one", async (name) => {
    const { signIn: attempt } = attemptsWith(rejected("too_many_requests", name));
    await attempt.create({ identifier: "ada@example.com" });
    expect(attempt.errors.global).toMatchObject([{ code: "too_many_requests" }]);
    expect(Object.values(attempt.errors.fields)).toEqual([null, null, null]);
  });

  test("that needs an attempt returns an error without one", async () => {
    const { signIn: attempt, signUp: other, calls } = attemptsWith();
    for (const act of [
      () => attempt.resetPasswordEmailCode.sendCode(),
      () => attempt.mfa.verifyTOTP({ code: "123456" }),
      () => attempt.finalize(),
      () => attempt.emailLink.waitForVerification(),
      () => other.verifications.sendEmailCode(),
      () => other.finalize(),
    ]) {
      expect((await act()).error?.code).toBe("client_state_invalid");
    }
    expect(calls.filter(({ call }) => !call.startsWith("GET"))).toEqual([]);
  });

  test("notifies its listeners", async () => {
    const { signIn: attempt } = attemptsWith(signIn);
    const versions = new Set([attempt.version]);
    attempt.subscribe(() => versions.add(attempt.version));
    await attempt.create({ identifier: "ada@example.com" });
    expect(versions.size).toBeGreaterThan(2);
  });
});

describe("a message", () => {
  test("goes to the identifier of the attempt by default", async () => {
    const { signIn: attempt, calls } = attemptsWith(signIn, signIn, signIn);
    await attempt.create({ identifier: "ada@example.com" });
    await attempt.emailCode.sendCode();
    await attempt.resetPasswordPhoneCode.sendCode();
    expect(calls.map(({ body }) => body)).toEqual([
      { identifier: "ada@example.com" },
      { strategy: "email_code", emailAddressId: "typed" },
      { strategy: "reset_password_phone_code", phoneNumberId: "phone" },
    ]);
  });

  test("for an address starts an attempt, unless it is the identifier of the current one", async () => {
    const { signIn: attempt, calls } = attemptsWith(signIn, signIn, signIn);
    await attempt.emailCode.sendCode({ emailAddress: "ada@example.com" });
    await attempt.emailCode.sendCode({ emailAddress: "ada@example.com" });
    await attempt.emailLink.sendLink({ emailAddress: "bob@example.com", verificationUrl: "/verified" });
    expect(calls).toEqual([
      { call: "POST /sign-ins", body: { identifier: "ada@example.com", strategy: "email_code" } },
      {
        call: "POST /sign-ins/one/prepare-first-factor",
        body: { strategy: "email_code", emailAddressId: "typed" },
      },
      {
        call: "POST /sign-ins",
        body: { identifier: "bob@example.com", strategy: "email_link", redirectUrl: "/verified" },
      },
    ]);
  });
});

test("a password belongs to the identifier, or to the current attempt without one", async () => {
  const { signIn: attempt, calls } = attemptsWith(signIn, signIn, signIn);
  await attempt.password({ emailAddress: "ada@example.com", password: "secret" });
  await attempt.password({ password: "secret" });
  await attempt.password({ phoneNumber: "+14155550100", password: "secret" });
  expect(calls.map(({ call, body }) => [call, body])).toEqual([
    ["POST /sign-ins", { identifier: "ada@example.com", password: "secret" }],
    ["POST /sign-ins/one/attempt-first-factor", { strategy: "password", password: "secret" }],
    ["POST /sign-ins", { identifier: "+14155550100", password: "secret" }],
  ]);
});

test("a link that expires ends the wait without an error, and `verification` says so", async () => {
  const link = { ...verification, strategy: "email_link" };
  const waiting = { ...signIn, firstFactorVerification: link };
  const expired = { ...signIn, firstFactorVerification: { ...link, status: "expired" } };
  const { signIn: attempt } = attemptsWith(waiting, expired);
  await attempt.emailLink.sendLink({ emailAddress: "ada@example.com", verificationUrl: "/verified" });
  expect(attempt.emailLink.verification).toBeNull();
  expect(await attempt.emailLink.waitForVerification()).toEqual({ error: null });
  expect(attempt.emailLink.verification).toEqual({
    status: "expired",
    createdSessionId: null,
    verifiedFromTheSameClient: false,
  });
});

test("`finalize` passes the session and an unchanged URL to `navigate`, and the next page starts another attempt", async () => {
  const complete = { ...signIn, status: "complete", createdSessionId: "session" };
  const { signIn: attempt, client } = attemptsWith(complete, session, user);
  await attempt.password({ emailAddress: "ada@example.com", password: "secret" });
  const seen: unknown[] = [];
  const { error } = await attempt.finalize({
    navigate: ({ session: own, decorateUrl }) => seen.push(own?.id, decorateUrl("/home")),
  });
  expect([error, seen]).toEqual([null, ["session", "/home"]]);
  expect(client.user?.id).toBe("user");
  expect(attempt.status).toBe("complete");
  attempt.discardFinalized();
  expect([attempt.status, attempt.id, attempt.createdSessionId]).toEqual([
    "needs_identifier",
    undefined,
    null,
  ]);
});

test("an attempt that is not finalized survives the opening of another page, until it is reset", async () => {
  const { signIn: attempt, signUp: other } = attemptsWith(signIn, signUp);
  await attempt.create({ identifier: "ada@example.com" });
  await other.create({ emailAddress: "ada@example.com" });
  attempt.discardFinalized();
  expect([attempt.status, other.unverifiedFields, other.missingFields]).toEqual([
    "needs_first_factor",
    ["email_address"],
    [],
  ]);
  await attempt.reset();
  await other.reset();
  expect([attempt.status, attempt.identifier, other.emailAddress, other.missingFields]).toEqual([
    "needs_identifier",
    null,
    null,
    ["email_address"],
  ]);
});

describe("has", () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const organization = { id: "one", name: "One", role: "admin" };

  test.each([
    ["nothing required", 1, true, {}, false],
    ["a role", 1, true, { role: "admin" }, true],
    ["a role with Clerk's prefix", 1, true, { role: "org:admin" }, true],
    ["another role", 1, true, { role: "owner" }, false],
    ["nine minutes ago", 9, false, { reverification: "strict" }, true],
    ["eleven minutes ago", 11, false, { reverification: "strict" }, false],
    ["half an hour ago", 30, false, { reverification: "moderate" }, true],
    ["two days ago", 2880, false, { reverification: "lax" }, false],
    ["no second factor", 1, false, { reverification: "strict_mfa" }, false],
    ["a second factor", 1, true, { reverification: "strict_mfa" }, true],
    ["the right role too long ago", 11, true, { role: "admin", reverification: "strict" }, false],
    ["custom minutes", 4, false, { reverification: { level: "first_factor", afterMinutes: 5 } }, true],
  ] as const)("with %s", (_case, minutes, hasSecondFactor, required, expected) => {
    const held = { organization, authenticatedAt: ago(minutes) };
    expect(isAuthorized(held, hasSecondFactor, required)).toBe(expected);
  });

  test("without any verification", () => {
    const held = { organization, authenticatedAt: null };
    expect(isAuthorized(held, true, { reverification: "lax" })).toBe(false);
  });
});
