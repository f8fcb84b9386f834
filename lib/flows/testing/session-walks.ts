import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { TASK_KEYS, type TaskKey } from "@/lib/session-tasks";
import { resetPassword } from "../password-reset/reset-password";
import { attemptSecondFactor } from "../second-factor/attempt";
import { beginTotp, confirmTotpSetup, removeTotp } from "../second-factor/totp";
import { endSession } from "../session";
import { resolveResetPassword } from "../session-tasks/reset-password";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import type { SignInOutcome } from "../sign-in/complete-first-factor";
import { createSignIn } from "../sign-in/create";
import { signInWithPassword } from "../sign-in/with-password";
import { markPasswordCompromised, unmarkPasswordCompromised } from "../users/password-compromised";
import {
  type Browser,
  type Model,
  type ModelBrowser,
  type ModelFeature,
  type ModelSession,
  type Real,
  replace,
  type Step,
  seen,
  step,
  tasksAt,
  type Which,
} from "./session-model";
import { codeSentFor, createTestUser, makeCaller, totpCodeOf } from "./user";

const hasValidSession = (model: Model, { session }: ModelBrowser) =>
  session?.isValid === true && !model.locked;

/** Whether changes to sign-in methods are allowed: every step happens within ten minutes. */
const isFresh = (model: Model, { session }: ModelBrowser) =>
  !model.totp || session?.secondFactor === "proven";

/** Revokes every session of the model but one. */
function endOthers(real: Real, except: ModelSession | null): void {
  for (const session of real.tokens.values()) if (session !== except) session.isValid = false;
}

/** A password change voids every attempt, in either browser. */
function voidAttempts(model: Model): void {
  for (const browser of model.browsers)
    Object.assign(browser, { needsSecondFactor: false, pendingPassword: null });
}

/** A sign-in voids resets that were requested before it, and no other attempt. */
function voidResets(model: Model): void {
  for (const browser of model.browsers)
    if (browser.pendingPassword) Object.assign(browser, { needsSecondFactor: false, pendingPassword: null });
}

/** Checks that the outcome of a first factor is the one the model expects, and records it. */
function noteOutcome(model: Model, real: Real, at: Which, outcome: SignInOutcome | null): void {
  const browser = model.browsers[at];
  const needsSecond = model.totp && !browser.trusted;
  expect(outcome?.status).toBe(needsSecond ? "needs_second_factor" : "complete");
  if (outcome?.status === "needs_second_factor") {
    browser.needsSecondFactor = true;
    browser.pendingPassword = null;
    real.browsers[at].waiting = outcome.signInId;
  }
  if (outcome?.status === "complete") {
    voidResets(model);
    replace(real, model, at, outcome.session.token, {
      isValid: true,
      done: new Set(model.done),
      secondFactor: model.totp ? "trusted" : "none",
    });
  }
}

const nextPassword = (real: Real) => `copper kites circle northward ${++real.passwords}`;

const byPassword = (at: Which, right: boolean) =>
  step(`password(${at}, ${right ? "right" : "wrong"})`, async (model, real) => {
    const input = {
      identifier: real.person.address,
      password: right ? real.password : "not the password at all",
      redirectUrl: null,
    };
    const result = await signInWithPassword(input, real.browsers[at].caller);
    const expected = right && !model.locked && !model.compromised;
    expect(result.ok).toBe(expected);
    if (!result.ok) {
      const code = !right
        ? "form_password_incorrect"
        : model.locked
          ? "user_locked"
          : "form_password_compromised";
      expect(result.errors[0].code).toBe(code);
      return;
    }
    noteOutcome(model, real, at, result.outcome);
  });

const byCode = (at: Which) =>
  step(`code(${at})`, async (model, real) => {
    const { caller } = real.browsers[at];
    const input = { identifier: real.person.address, strategy: "email_code", redirectUrl: null } as const;
    const begun = await createSignIn(input, caller);
    if (!begun.ok) throw new Error(begun.errors[0].code);
    const code = await codeSentFor(begun.signInId);
    const result = await attemptFirstFactor({ signInId: begun.signInId, code }, caller);
    expect(result.ok).toBe(!model.locked);
    if (result.ok) noteOutcome(model, real, at, result.outcome);
  });

const byReset = (at: Which, signsOthersOut: boolean) =>
  step(`reset(${at}${signsOthersOut ? "" : ", others stay"})`, async (model, real) => {
    const { caller } = real.browsers[at];
    const strategy = "reset_password_email_code";
    const begun = await createSignIn(
      { identifier: real.person.address, strategy, redirectUrl: null },
      caller,
    );
    if (!begun.ok) throw new Error(begun.errors[0].code);
    const { signInId } = begun;
    const proven = await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller);
    expect(proven.ok).toBe(!model.locked);
    if (!proven.ok) return;
    const password = nextPassword(real);
    const result = await resetPassword(
      { signInId, password, signOutOfOtherSessions: signsOthersOut },
      caller,
    );
    if (!result.ok) throw new Error(result.errors[0].code);
    const staying = signsOthersOut ? null : "all";
    if (model.totp) {
      expect(result.outcome).toEqual({ status: "needs_second_factor", signInId });
      Object.assign(model.browsers[at], { needsSecondFactor: true, pendingPassword: { password, staying } });
      real.browsers[at].waiting = signInId;
      return;
    }
    notePassword(model, real, password, staying);
    noteOutcome(model, real, at, result.outcome);
  });

/** Records the effects of a new password. */
function notePassword(model: Model, real: Real, password: string, staying: "all" | null): void {
  real.password = password;
  model.compromised = false;
  if (staying === null) endOthers(real, null);
  for (const browser of model.browsers) browser.trusted = false;
  voidAttempts(model);
}

const bySecondFactor = (at: Which, right: boolean, trusts: boolean) =>
  step(`second(${at}, ${right ? "right" : "wrong"}${trusts ? ", trust" : ""})`, async (model, real) => {
    const { waiting, caller } = real.browsers[at];
    if (waiting === null) return;
    const browser = model.browsers[at];
    const code = model.totp && right ? await totpCodeOf(real.person.id) : "000000";
    const input = { signInId: waiting, strategy: "totp", code, trustDevice: trusts } as const;
    const result = await attemptSecondFactor(input, caller);
    expect(result.ok).toBe(right && browser.needsSecondFactor && model.totp && !model.locked);
    if (!result.ok) return;
    if (browser.pendingPassword)
      notePassword(model, real, browser.pendingPassword.password, browser.pendingPassword.staying);
    if (trusts) browser.trusted = true;
    browser.needsSecondFactor = false;
    voidResets(model);
    const token = result.session?.token ?? "";
    replace(real, model, at, token, { isValid: true, done: new Set(model.done), secondFactor: "proven" });
  });

const resolvesTask = (at: Which) =>
  step(`task(${at})`, async (model, real) => {
    const password = nextPassword(real);
    const { caller } = real.browsers[at];
    const result = await resolveResetPassword({ password, signOutOfOtherSessions: true }, caller);
    const browser = model.browsers[at];
    expect(result.ok).toBe(hasValidSession(model, browser) && model.compromised);
    if (!result.ok) return;
    const { done, secondFactor = "none" } = browser.session ?? {};
    notePassword(model, real, password, null);
    replace(real, model, at, result.session.token, { isValid: true, done: new Set(done), secondFactor });
  });

const setsUp = (at: Which, right: boolean) =>
  step(`set up(${at}, ${right ? "right" : "wrong"})`, async (model, real) => {
    const { caller } = real.browsers[at];
    const browser = model.browsers[at];
    const begun = await beginTotp(caller);
    expect(begun.ok).toBe(tasksAt(model, browser)?.[0] === "setup-mfa");
    if (!begun.ok) return;
    const code = right ? await totpCodeOf(real.person.id) : "000000";
    const result = await confirmTotpSetup({ code }, caller);
    expect(result.ok).toBe(right);
    if (!result.ok) return;
    model.totp = true;
    for (const other of model.browsers) other.trusted = false;
    endOthers(real, null);
    replace(real, model, at, result.session.token, {
      isValid: true,
      done: new Set(browser.session?.done),
      secondFactor: "proven",
    });
  });

const removes = (at: Which) =>
  step(`remove(${at})`, async (model, real) => {
    const { caller } = real.browsers[at];
    const browser = model.browsers[at];
    const result = await removeTotp(caller);
    const isActive = tasksAt(model, browser)?.length === 0;
    expect(result.ok).toBe(isActive && model.totp && isFresh(model, browser));
    if (!result.ok) return;
    model.totp = false;
    for (const other of model.browsers) other.trusted = false;
    endOthers(real, null);
    replace(real, model, at, result.session.token, {
      isValid: true,
      done: new Set(browser.session?.done),
      secondFactor: "none",
    });
  });

const signsOut = (at: Which) =>
  step(`sign out(${at})`, async (model, real) => {
    const { caller } = real.browsers[at];
    if (caller.sessionToken !== null) await endSession(caller.sessionToken, caller.metadata);
    const { session } = model.browsers[at];
    if (session) session.isValid = false;
  });

const marks = (compromised: boolean) =>
  step(compromised ? "mark" : "unmark", async (model, real) => {
    const { metadata } = real.browsers[0].caller;
    const actor = { by: "command", userId: null, metadata } as const;
    if (compromised) await markPasswordCompromised(real.person.id, "reported", actor);
    else await unmarkPasswordCompromised(real.person.id, actor);
    model.compromised = compromised;
  });

const locks = (locked: boolean) =>
  step(locked ? "lock" : "unlock", async (model, real) => {
    const db = await database();
    await db.user.update({ where: { id: real.person.id }, data: { lockedAt: locked ? new Date() : null } });
    model.locked = locked;
  });

/** A complete sign-in. Without it, walks would seldom get far. */
const signsInAgain = (at: Which, trusts: boolean): Step => ({
  check: () => true,
  run: async (model, real) => {
    await byPassword(at, true).run(model, real);
    await bySecondFactor(at, true, trusts).run(model, real);
    for (const { complete } of real.features) await complete(at).run(model, real);
  },
  toString: () => `sign in again(${at}${trusts ? ", trust" : ""})`,
});

const which = fc.constantFrom<Which>(0, 1);
const mostlyRight = fc.oneof(
  { weight: 4, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
);

const stepsWith = (features: ModelFeature[]) => [
  fc.tuple(which, fc.boolean()).map(([at, trusts]) => signsInAgain(at, trusts)),
  fc.tuple(which, fc.boolean()).map(([at, trusts]) => signsInAgain(at, trusts)),
  fc.tuple(which, mostlyRight).map(([at, right]) => byPassword(at, right)),
  which.map(byCode),
  fc.tuple(which, fc.boolean()).map(([at, signsOthersOut]) => byReset(at, signsOthersOut)),
  fc.tuple(which, mostlyRight, fc.boolean()).map(([at, right, trusts]) => bySecondFactor(at, right, trusts)),
  fc.tuple(which, mostlyRight, fc.boolean()).map(([at, right, trusts]) => bySecondFactor(at, right, trusts)),
  which.map(resolvesTask),
  fc.tuple(which, mostlyRight).map(([at, right]) => setsUp(at, right)),
  fc.tuple(which, mostlyRight).map(([at, right]) => setsUp(at, right)),
  which.map(removes),
  ...features.flatMap(({ steps }) => steps),
  which.map(signsOut),
  fc.boolean().map(marks),
  fc
    .oneof({ weight: 1, arbitrary: fc.constant(true) }, { weight: 3, arbitrary: fc.constant(false) })
    .map(locks),
];

const PASSWORD = "quiet amber lantern drifts";
const CORE_TASKS: TaskKey[] = ["reset-password", "setup-mfa"];
const nothing = (): ModelBrowser => ({
  session: null,
  needsSecondFactor: false,
  pendingPassword: null,
  trusted: false,
});

async function begin(features: ModelFeature[], totp: boolean): Promise<{ model: Model; real: Real }> {
  const person = await createTestUser(PASSWORD, { totp });
  const browser = (): Browser => ({ caller: makeCaller(), waiting: null });
  // Nothing requires the tasks of features that do not take part.
  const done = new Set(
    TASK_KEYS.filter((key) => !CORE_TASKS.includes(key) && !features.some(({ task }) => task === key)),
  );
  return {
    model: { compromised: false, locked: false, totp, done, browsers: [nothing(), nothing()] },
    real: {
      person,
      password: PASSWORD,
      passwords: 0,
      browsers: [browser(), browser()],
      tokens: new Map(),
      features,
    },
  };
}

/**
 * Defines the tests of sessions against their model. The file that calls it turns off rate limits, and turns on the
 * inbox and `REQUIRE_MFA`.
 *
 * @param features the optional features that take part in the walks
 */
export function testSessionWalks(features: ModelFeature[]): void {
  const walk = fc.asyncProperty(
    fc.boolean(),
    fc.commands(stepsWith(features), { maxCommands: 40, size: "max" }),
    (totp, steps) => fc.asyncModelRun(() => begin(features, totp), steps),
  );

  beforeAll(() => {
    for (const { turnOn } of features) turnOn();
  });

  describe("any walk through sign-in, factors and tasks in two concurrent browsers", () => {
    test("sessions are active or pending exactly when the model says so", async () => {
      // The same walks each time, long enough to reach every kind of session.
      await fc.assert(walk, { numRuns: 12, seed: 1 });
      expect([...seen]).toEqual(
        expect.arrayContaining([
          ...["active, proven", "active, trusted", "setup-mfa, none", "reset-password, none"],
          ...["reset-password, proven"],
          ...features.map(({ task }) => `${task}, proven`),
          ...["revoked, none", "revoked, proven", "revoked, trusted"],
        ]),
      );
    }, 240_000);

    test("holds on random walks", async () => {
      await fc.assert(walk, { numRuns: 8 });
    }, 240_000);
  });
}
