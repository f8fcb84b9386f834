"use client";

import { useEffect, useMemo } from "react";
import type { AuthClient } from "../auth-client";
import type { EmailLinkFlow } from "../email-link-flow";
import type { APIResponseError } from "../errors";
import type { Organization } from "../organization";
import type { Session } from "../session";
import type { SignIn } from "../sign-in";
import type { SignUp } from "../sign-up";
import type { User } from "../user";
import { useLoadedClient } from "./context";

type WithSession = Pick<AuthClient, "setActive" | "setSession">;

/** Returns the client itself. */
export function useAuthClient(): AuthClient {
  return useLoadedClient().client;
}

/** Returns why the state of the client could not be loaded, or `null`. */
export function useLoadError(): APIResponseError | null {
  return useLoadedClient().client.loadError;
}

/** Returns the attempt to sign in, and the functions that activate its session. */
export function useSignIn(): { isLoaded: boolean; signIn: SignIn } & WithSession {
  const { client, isLoaded } = useLoadedClient();
  const { setActive, setSession } = client;
  return { isLoaded, signIn: client.client.signIn, setActive, setSession };
}

/** Returns the attempt to sign up, and the functions that activate its session. */
export function useSignUp(): { isLoaded: boolean; signUp: SignUp } & WithSession {
  const { client, isLoaded } = useLoadedClient();
  const { setActive, setSession } = client;
  return { isLoaded, signUp: client.client.signUp, setActive, setSession };
}

/** Returns the session, pending or active. Only an active one counts as signed in. */
export function useSession(): { isLoaded: boolean; isSignedIn: boolean; session: Session | null } {
  const { client, isLoaded } = useLoadedClient();
  const { session } = client;
  return { isLoaded, isSignedIn: isLoaded && session?.status === "active", session };
}

/** Returns the signed-in user. */
export function useUser(): { isLoaded: boolean; isSignedIn: boolean; user: User | null } {
  const { client, isLoaded } = useLoadedClient();
  return { isLoaded, isSignedIn: isLoaded && client.user !== null, user: client.user };
}

/** Returns the active organization of the session, and the user's role in it. */
export function useOrganization(): {
  isLoaded: boolean;
  organization: Organization | null;
  membership: { role: string } | null;
} {
  const { client, isLoaded } = useLoadedClient();
  const role = client.session?.organization?.role;
  return { isLoaded, organization: client.organization, membership: role === undefined ? null : { role } };
}

/** Returns the functions that create an organization and switch to one. */
export function useOrganizationList(): { isLoaded: boolean } & Pick<
  AuthClient,
  "createOrganization" | "setActive"
> {
  const { client, isLoaded } = useLoadedClient();
  const { createOrganization, setActive } = client;
  return { isLoaded, createOrganization, setActive };
}

/** Returns the two functions of an email link flow. The flow stops waiting when the component unmounts. */
export function useEmailLink<Params, Resource>(resource: {
  createEmailLinkFlow: () => EmailLinkFlow<Params, Resource>;
}): EmailLinkFlow<Params, Resource> {
  const flow = useMemo(() => resource.createEmailLinkFlow(), [resource]);
  useEffect(() => flow.cancelEmailLinkFlow, [flow]);
  return flow;
}
