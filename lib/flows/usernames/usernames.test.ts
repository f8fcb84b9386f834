import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { type Actor, SYSTEM_REQUEST } from "@/lib/audit";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { findSession, userLabel } from "@/lib/sessions/find";
import type { Caller } from "../caller";
import { removeIdentifier } from "../identifiers/change";
import { resolveResetPassword } from "../session-tasks/reset-password";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { prepareFirstFactor } from "../sign-in/prepare-first-factor";
import { readSignIn } from "../sign-in/read";
import { describeSignIn } from "../sign-in/resource";
import { signInWithPassword } from "../sign-in/with-password";
import { attemptSignUpVerification } from "../sign-up/attempt-verification";
import { createSignUp } from "../sign-up/create";
import { describeSignUp } from "../sign-up/describe";
import { expectOk } from "../testing/result";
import { codeSentFor, codeSentIn, createTestUser, makeCaller, newAddress, signInAs } from "../testing/user";
import { createUser } from "../users/create";
import { markPasswordCompromised } from "../users/password-compromised";
import { listUsers } from "../users/read";
import { updateUser } from "../users/update";
import { changeUsername } from "./change";

vi.hoisted(() => {
  process.env.USERNAMES = "true";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
  process.env.SIGN_IN_MAX_ATTEMPTS = "3";
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper kites circle northward";
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata: SYSTEM_REQUEST };

const newUsername = () => `user-${randomUUID().slice(0, 18)}`;

const signIn = (identifier: string, password: string, caller = makeCaller()) =>
  signInWithPassword({ identifier, password, redirectUrl: null }, caller);

const errorsOf = (result: { ok: true } | { ok: false; errors: { code: string; meta: object }[] }) =>
  result.ok ? [] : result.errors.map(({ code, meta }) => ({ code, ...meta }));

async function createNamedUser() {
  const user = await createTestUser(PASSWORD);
  const username = newUsername();
  await (await database()).user.update({ where: { id: user.id }, data: { username } });
  return { ...user, username };
}

/** Creates a user with a username and a password only. */
async function createBareUser() {
  const username = newUsername();
  const input = { emailAddresses: [], phoneNumbers: [], username, password: PASSWORD, name: null };
  const { userId } = expectOk(await createUser(input, BACK_OFFICE));
  return { id: userId, username };
}

describe("sign-in by username", () => {
  test("works in any case, and not for another user's name or a wrong password", async () => {
    const { id, username } = await createNamedUser();
    const other = await createNamedUser();
    for (const typed of [username, ` ${username.toUpperCase()} `]) {
      const { outcome } = expectOk(await signIn(typed, PASSWORD));
      const session = outcome.status === "complete" ? await findSession(outcome.session.token) : null;
      expect(session?.user).toMatchObject({ id, username });
    }
    expect(other.username).not.toBe(username);
    for (const typed of [username, newUsername()]) {
      expect(errorsOf(await signIn(typed, "not the password at all"))).toEqual([
        { code: "form_password_incorrect", paramName: "password" },
      ]);
    }
  });

  test("counts wrong passwords alike for known and unknown usernames", async () => {
    const { username } = await createNamedUser();
    const unknown = newUsername();
    for (const typed of [username, unknown]) {
      const caller = makeCaller();
      const codes: string[] = [];
      for (let nth = 0; nth < 4; nth++) {
        const [error] = errorsOf(await signIn(typed, "not the password at all", caller));
        codes.push(error?.code ?? "");
      }
      expect(codes).toEqual([...Array(3).fill("form_password_incorrect"), "user_locked"]);
    }
  });

  test("is not possible without the setting", async () => {
    const { username, address } = await createNamedUser();
    await withoutUsernames(async () => {
      expect(errorsOf(await signIn(username, PASSWORD))).toEqual([
        { code: "form_param_format_invalid", paramName: "identifier" },
      ]);
      expectOk(await signIn(address, PASSWORD));
    });
    expectOk(await signIn(username, PASSWORD));
  });
});

async function withoutUsernames(run: () => Promise<void>) {
  config().usernames = false;
  await run().finally(() => {
    config().usernames = true;
  });
}

async function ownerOf(username: string) {
  const user = await (await database()).user.findFirst({ where: { username } });
  return user?.id ?? null;
}

describe("a code for a username", () => {
  test("goes to the masked primary address, and signs in", async () => {
    const { username } = await createNamedUser();
    const caller = makeCaller();
    const started = { identifier: username, strategy: null, redirectUrl: null };
    const { signInId } = expectOk(await createSignIn(started, caller));
    const progress = await readSignIn(signInId, "sign_in", caller);
    if (progress.state !== "needs_first_factor") throw new Error(progress.state);
    expect(progress.choices.map(({ strategy, masked }) => [strategy, masked])).toEqual([
      ["email_code", "••••@•••"],
      ["email_link", "••••@•••"],
    ]);
    const [first] = progress.choices;
    const choice = { signInId, strategy: "email_code", contactId: first?.contactId ?? "" } as const;
    expectOk(await prepareFirstFactor(choice, caller));
    const { outcome } = expectOk(
      await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller),
    );
    expect(outcome?.status).toBe("complete");
  });

  test("can be requested at once, and only for a kind of contact that there is", async () => {
    const { username } = await createNamedUser();
    const start = (identifier: string, strategy: "reset_password_email_code" | "reset_password_phone_code") =>
      createSignIn({ identifier, strategy, redirectUrl: null }, makeCaller());
    expectOk(await start(username, "reset_password_email_code"));
    expect(errorsOf(await start(username, "reset_password_phone_code"))).toEqual([
      { code: "strategy_for_user_invalid", paramName: "identifier" },
    ]);
    const { username: bare } = await createBareUser();
    expect(errorsOf(await start(bare, "reset_password_email_code"))).toEqual([
      { code: "strategy_for_user_invalid", paramName: "identifier" },
    ]);
  });

  test("is not sent to a user without an address or number, whose attempt looks like any other", async () => {
    const { username } = await createBareUser();
    const described = [];
    for (const identifier of [username, newUsername()]) {
      const caller = makeCaller();
      const started = { identifier, strategy: null, redirectUrl: null };
      const { signInId } = expectOk(await createSignIn(started, caller));
      const { signIn: resource } = expectOk(await describeSignIn(signInId, caller));
      described.push(resource);
    }
    const [known, unknown] = described;
    expect(known?.supportedFirstFactors).toEqual([{ strategy: "password" }]);
    expect(Object.keys(known ?? {})).toEqual(Object.keys(unknown ?? {}));
    expect(unknown?.status).toBe(known?.status);
  });
});

describe("a user with a username and a password only", () => {
  test("signs in, is labelled by the username, and is found by it", async () => {
    const { id, username } = await createBareUser();
    const { outcome } = expectOk(await signIn(username, PASSWORD));
    const session = outcome.status === "complete" ? await findSession(outcome.session.token) : null;
    expect(session?.status).toBe("active");
    expect(session && userLabel(session.user)).toBe(username);
    for (const query of [username, username.slice(4, 12), username.slice(0, 12).toUpperCase()]) {
      const { users } = await listUsers({ query, limit: 50, cursor: null });
      expect(users.map((user) => user.id)).toContain(id);
    }
  });

  test("gets a pending session for a compromised password, and replaces it there", async () => {
    const { id, username } = await createBareUser();
    expectOk(await markPasswordCompromised(id, "reported", BACK_OFFICE));
    const caller = makeCaller();
    const { outcome } = expectOk(await signIn(username, PASSWORD, caller));
    if (outcome.status !== "complete") throw new Error(outcome.status);
    const { token } = outcome.session;
    expect(await findSession(token)).toMatchObject({ status: "pending", tasks: ["reset-password"] });
    const pending = { ...caller, sessionToken: token };
    const reset = { password: NEW_PASSWORD, signOutOfOtherSessions: true };
    const { session } = expectOk(await resolveResetPassword(reset, pending));
    expect((await findSession(session.token))?.status).toBe("active");
    expectOk(await signIn(username, NEW_PASSWORD));
    expect((await signIn(username, PASSWORD)).ok).toBe(false);
  });

  test("with an address as well must use it instead of a compromised password", async () => {
    const { id, username } = await createNamedUser();
    expectOk(await markPasswordCompromised(id, "reported", BACK_OFFICE));
    expect(errorsOf(await signIn(username, PASSWORD))).toEqual([
      { code: "form_password_compromised", paramName: "password" },
    ]);
  });

  test("cannot remove the username, until there is an address", async () => {
    const { id, username } = await createBareUser();
    const { outcome } = expectOk(await signIn(username, PASSWORD));
    const caller: Caller = {
      ...makeCaller(),
      sessionToken: outcome.status === "complete" ? outcome.session.token : null,
    };
    expect(errorsOf(await changeUsername(null, caller))).toEqual([{ code: "last_identifier" }]);
    expect(errorsOf(await updateUser(id, { username: null }, BACK_OFFICE))).toEqual([
      { code: "last_identifier" },
    ]);
    await (await database()).emailAddress.create({
      data: { userId: id, address: newAddress(), isPrimary: true, verifiedAt: new Date() },
    });
    expectOk(await changeUsername(null, caller));
    expect(await ownerOf(username)).toBeNull();
  });
});

describe("the backend", () => {
  test("rejects invalid, reserved and taken usernames at their field", async () => {
    const { username: taken } = await createBareUser();
    const create = (username: string) =>
      createUser(
        { emailAddresses: [], phoneNumbers: [], username, password: PASSWORD, name: null },
        BACK_OFFICE,
      );
    for (const [username, code] of [
      ["0151234567", "form_param_format_invalid"],
      ["ada@example.com", "form_param_format_invalid"],
      ["Admin", "form_param_format_invalid"],
      [taken.toUpperCase(), "form_identifier_exists"],
    ] as const) {
      expect(errorsOf(await create(username))).toEqual([{ code, paramName: "username" }]);
    }
    const { id } = await createBareUser();
    expect(errorsOf(await updateUser(id, { username: taken }, BACK_OFFICE))).toEqual([
      { code: "form_identifier_exists", paramName: "username" },
    ]);
    const free = newUsername();
    expectOk(await updateUser(id, { username: free.toUpperCase(), name: "Ada" }, BACK_OFFICE));
    expect(await (await database()).user.findUnique({ where: { id } })).toMatchObject({
      username: free,
      name: "Ada",
    });
  });

  test("creates one user if many are created with one username at once", async () => {
    const username = newUsername();
    const create = (n: number) => {
      const emailAddresses = n % 2 === 0 ? [] : [newAddress()];
      return createUser(
        { emailAddresses, phoneNumbers: [], username, password: PASSWORD, name: null },
        BACK_OFFICE,
      );
    };
    const created = await Promise.all(Array.from({ length: 6 }, (_, n) => create(n)));
    expect(created.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("a change of the username", () => {
  test("replaces the old one, which then signs in no one, and voids attempts", async () => {
    const user = await createNamedUser();
    const caller = await signInAs(user, PASSWORD);
    const waiting = makeCaller();
    const started = { identifier: user.username, strategy: "email_code", redirectUrl: null } as const;
    const { signInId } = expectOk(await createSignIn(started, waiting));
    const changed = newUsername();
    expectOk(await changeUsername(changed.toUpperCase(), caller));
    expectOk(await changeUsername(changed, caller));
    expect(await ownerOf(changed)).toBe(user.id);
    expect((await signIn(user.username, PASSWORD)).ok).toBe(false);
    expectOk(await signIn(changed, PASSWORD));
    const code = await codeSentFor(signInId);
    expect((await attemptFirstFactor({ signInId, code }, waiting)).ok).toBe(false);
  });

  test("to a taken one is rejected, also of two at once", async () => {
    const [first, second] = [await createTestUser(PASSWORD), await createTestUser(PASSWORD)];
    const callers = [await signInAs(first, PASSWORD), await signInAs(second, PASSWORD)];
    const username = newUsername();
    const results = await Promise.all(callers.map((caller) => changeUsername(username, caller)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap(errorsOf)).toEqual([{ code: "form_identifier_exists", paramName: "username" }]);
  });

  test("requires a recent authentication", async () => {
    const user = await createTestUser(PASSWORD);
    const caller = await signInAs(user, PASSWORD);
    const db = await database();
    await db.session.updateMany({ where: { userId: user.id }, data: { provenAt: new Date(0) } });
    expect(errorsOf(await changeUsername(newUsername(), caller))).toEqual([{ code: "fresh_proof_required" }]);
    await db.session.updateMany({ where: { userId: user.id }, data: { provenAt: new Date() } });
    expectOk(await changeUsername(newUsername(), caller));
  });

  test("never leaves a user without a sign-in method, also next to the removal of an address", async () => {
    const user = await createNamedUser();
    const caller = await signInAs(user, PASSWORD);
    const db = await database();
    const { id: identifierId } = await db.emailAddress.findFirstOrThrow({ where: { userId: user.id } });
    const results = await Promise.all([
      changeUsername(null, caller),
      removeIdentifier({ kind: "email", identifierId }, caller),
    ]);
    expect(results.map(({ ok }) => ok)).toEqual([true, false]);
  });
});

describe("a username at sign-up", () => {
  async function signUp(username: string | null, caller = makeCaller()) {
    const emailAddress = newAddress();
    const input = {
      emailAddress,
      phoneNumber: null,
      username,
      password: PASSWORD,
      redirectUrl: "/dashboard",
    };
    const { signUpId } = expectOk(await createSignUp({ ...input, method: "email_code" }, caller));
    const { verificationId } = await (await database()).signUp.findUniqueOrThrow({ where: { id: signUpId } });
    return {
      caller,
      signUpId,
      verify: async () =>
        attemptSignUpVerification({ signUpId, code: await codeSentIn(verificationId) }, caller),
    };
  }

  test("belongs to the new user once the address is verified, and is not reserved before", async () => {
    const username = newUsername();
    const first = await signUp(username.toUpperCase());
    const second = await signUp(username);
    const { redirectUrl } = expectOk(await second.verify());
    expect(redirectUrl).toBe("/dashboard");
    expectOk(await signIn(username, PASSWORD));

    const late = expectOk(await first.verify());
    expect(late.outcome?.status).toBe("complete");
    expect(late.redirectUrl).toBe("/account?username=taken&redirect_url=%2Fdashboard#username");
    const { signUp: described } = expectOk(await describeSignUp(first.signUpId, first.caller));
    expect(described).toMatchObject({ status: "complete", username: null });
  });

  test("has the same response whether or not it is taken, unless accounts are revealed", async () => {
    const { username } = await createBareUser();
    const resources = [];
    for (const wanted of [username, newUsername()]) {
      const { signUpId, caller } = await signUp(wanted);
      const { signUp: described } = expectOk(await describeSignUp(signUpId, caller));
      expect(described.username).toBe(wanted);
      resources.push({ ...described, id: "", emailAddress: "", username: "", verification: null });
    }
    expect(resources[0]).toEqual(resources[1]);
    config().revealAccounts = true;
    const input = { emailAddress: newAddress(), phoneNumber: null, username, password: PASSWORD };
    const revealed = await createSignUp({ ...input, method: null, redirectUrl: null }, makeCaller());
    config().revealAccounts = false;
    expect(errorsOf(revealed)).toEqual([{ code: "form_identifier_exists", paramName: "username" }]);
  });

  test("is optional, and checked at its field", async () => {
    expectOk(await (await signUp(null)).verify());
    const input = {
      emailAddress: "no address",
      phoneNumber: null,
      username: "0151234567",
      password: PASSWORD,
    };
    const rejected = await createSignUp({ ...input, method: "email_code", redirectUrl: null }, makeCaller());
    expect(errorsOf(rejected).map(({ code }) => code)).toEqual(Array(2).fill("form_param_format_invalid"));
  });
});
