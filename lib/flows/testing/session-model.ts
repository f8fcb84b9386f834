import type fc from "fast-check";
import { expect } from "vitest";
import { TASK_KEYS, type TaskKey } from "@/lib/session-tasks";
import { type CurrentSession, findSession } from "@/lib/sessions/find";
import type { Caller } from "../caller";
import type { TestUser } from "./user";

/** A session of the model. */
export type ModelSession = {
  isValid: boolean;
  /** The tasks of optional features that the session has completed. */
  done: Set<TaskKey>;
  /** How the second factor was satisfied: by verification, by a trusted device, or not at all. */
  secondFactor: "none" | "proven" | "trusted";
};

export type ModelBrowser = {
  session: ModelSession | null;
  /** Whether an attempt in this browser is pending its second factor. */
  needsSecondFactor: boolean;
  /**
   * The new password of a reset that is stored until that factor is verified, and the sessions that stay valid then.
   */
  pendingPassword: { password: string; staying: "all" | null } | null;
  trusted: boolean;
};

/** The expected state. */
export type Model = {
  compromised: boolean;
  locked: boolean;
  totp: boolean;
  /** The tasks of optional features that a new session of the user need not complete. */
  done: Set<TaskKey>;
  browsers: [ModelBrowser, ModelBrowser];
};

export type Browser = { caller: Caller; waiting: string | null };

/** The actual state. */
export type Real = {
  person: TestUser;
  password: string;
  passwords: number;
  browsers: [Browser, Browser];
  /** Every token ever issued, with its session in the model. */
  tokens: Map<string, ModelSession>;
  /** The optional features that take part. */
  features: ModelFeature[];
};

export type Which = 0 | 1;

/** What an optional feature adds to the model. */
export type ModelFeature = {
  /** The task of the feature. */
  task: TaskKey;
  /** Sets the settings that require the task. */
  turnOn: () => void;
  /** A step that completes the task, for a complete sign-in. */
  complete: (at: Which) => Step;
  /** The arbitraries of the steps. */
  steps: fc.Arbitrary<Step>[];
  /** Checks an active session. */
  check: (session: CurrentSession, real: Real) => Promise<void>;
};

/** Lists the pending tasks of a session of the model. */
function tasksOf(model: Model, session: ModelSession): TaskKey[] {
  const left: Partial<Record<TaskKey, boolean>> = {
    "reset-password": model.compromised,
    "setup-mfa": !model.totp,
  };
  return TASK_KEYS.filter((key) => left[key] ?? !session.done.has(key));
}

/** The pending tasks of a browser's session, or `null` if it has no valid session. */
export const tasksAt = (model: Model, { session }: ModelBrowser) =>
  session?.isValid && !model.locked ? tasksOf(model, session) : null;

/** The kinds of sessions that the walks have reached. The test checks that they reach every kind. */
export const seen = new Set<string>();

/** Checks after every step that each token ever issued has exactly the state of the model. */
async function compare(model: Model, real: Real): Promise<void> {
  for (const [token, modelled] of real.tokens) {
    const session = await findSession(token);
    const isValid = modelled.isValid && !model.locked;
    const state = isValid ? (tasksOf(model, modelled)[0] ?? "active") : "revoked";
    seen.add(`${state}, ${modelled.secondFactor}`);
    expect(session?.tasks ?? null).toEqual(isValid ? tasksOf(model, modelled) : null);
    if (session?.status === "active") {
      expect(model.compromised).toBe(false);
      expect(model.totp).toBe(true);
      for (const feature of real.features) await feature.check(session, real);
      expect(modelled.secondFactor).not.toBe("none");
    }
  }
}

/** Records a session that replaced the previous one of a browser. */
export function replace(real: Real, model: Model, at: Which, token: string, made: ModelSession): void {
  const before = model.browsers[at].session;
  if (before) before.isValid = false;
  real.tokens.set(token, made);
  real.browsers[at].caller = { ...real.browsers[at].caller, sessionToken: token };
  model.browsers[at].session = made;
}

export type Step = fc.AsyncCommand<Model, Real>;

/** Creates a step that can run at any time; its expected result depends on the model. */
export function step(name: string, take: (model: Model, real: Real) => Promise<void>): Step {
  return {
    check: () => true,
    run: async (model, real) => {
      await take(model, real);
      await compare(model, real);
    },
    toString: () => name,
  };
}
