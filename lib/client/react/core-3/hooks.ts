"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { AuthClient } from "../../auth-client";
import { useLoadedClient } from "../context";
import type { MethodErrors } from "./method-result";
import { SignIn } from "./sign-in";
import { SignUp } from "./sign-up";

/** The state of an attempt: errors of its last method, and whether one is running. */
type AttemptState<Errors> = { errors: Errors; fetchStatus: "idle" | "fetching" };

const attempts = new WeakMap<AuthClient, { signIn: SignIn; signUp: SignUp }>();

/** Returns the attempts of a client. They stay the same objects. */
export function attemptsOf(client: AuthClient): { signIn: SignIn; signUp: SignUp } {
  const known = attempts.get(client);
  if (known) return known;
  const created = { signIn: new SignIn(client), signUp: new SignUp(client) };
  attempts.set(client, created);
  return created;
}

/** Returns the attempt to sign in. The component renders again on every change of it. */
export function useSignIn(): { signIn: SignIn } & AttemptState<SignIn["errors"]> {
  const { signIn } = attemptsOf(useLoadedClient().client);
  useChanges(signIn);
  return { signIn, errors: signIn.errors, fetchStatus: signIn.fetchStatus };
}

/** Returns the attempt to sign up. The component renders again on every change of it. */
export function useSignUp(): { signUp: SignUp } & AttemptState<SignUp["errors"]> {
  const { signUp } = attemptsOf(useLoadedClient().client);
  useChanges(signUp);
  return { signUp, errors: signUp.errors, fetchStatus: signUp.fetchStatus };
}

type Changing = {
  version: number;
  errors: MethodErrors<string>;
  subscribe: (listener: () => void) => () => void;
  discardFinalized: () => void;
};

function useChanges(attempt: Changing): void {
  useSyncExternalStore(
    attempt.subscribe,
    () => attempt.version,
    () => 0,
  );
  // A page that opens after the attempt was finalized, for example after signing out, starts with a new one.
  useEffect(() => attempt.discardFinalized(), [attempt]);
}
