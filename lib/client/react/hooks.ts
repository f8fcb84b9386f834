"use client";

import { useEffect, useMemo } from "react";
import type { AuthClient } from "../auth-client";
import type { EmailLinkFlow } from "../email-link-flow";
import type { Session } from "../session";
import type { SignIn } from "../sign-in";
import type { SignUp } from "../sign-up";
import type { User } from "../user";
import { useLoadedClient } from "./context";

type WithSession = Pick<AuthClient, "setActive" | "setSession">;

/** The client itself. */
export function useAuthClient(): AuthClient {
  return useLoadedClient().client;
}

/** The attempt to sign in, and what takes up its session. */
export function useSignIn(): { isLoaded: boolean; signIn: SignIn } & WithSession {
  const { client, isLoaded } = useLoadedClient();
  const { setActive, setSession } = client;
  return { isLoaded, signIn: client.client.signIn, setActive, setSession };
}

/** The attempt to sign up, and what takes up its session. */
export function useSignUp(): { isLoaded: boolean; signUp: SignUp } & WithSession {
  const { client, isLoaded } = useLoadedClient();
  const { setActive, setSession } = client;
  return { isLoaded, signUp: client.client.signUp, setActive, setSession };
}

/** The session, pending or active; only an active one counts as signed in. */
export function useSession(): { isLoaded: boolean; isSignedIn: boolean; session: Session | null } {
  const { client, isLoaded } = useLoadedClient();
  const { session } = client;
  return { isLoaded, isSignedIn: isLoaded && session?.status === "active", session };
}

/** Whoever is signed in. */
export function useUser(): { isLoaded: boolean; isSignedIn: boolean; user: User | null } {
  const { client, isLoaded } = useLoadedClient();
  return { isLoaded, isSignedIn: isLoaded && client.user !== null, user: client.user };
}

/** The two functions of an email link flow; waiting ends with the component. */
export function useEmailLink<Params, Resource>(resource: {
  createEmailLinkFlow: () => EmailLinkFlow<Params, Resource>;
}): EmailLinkFlow<Params, Resource> {
  const flow = useMemo(() => resource.createEmailLinkFlow(), [resource]);
  useEffect(() => flow.cancelEmailLinkFlow, [flow]);
  return flow;
}
