"use client";

import { type ReactNode, useEffect } from "react";
import { useLoadedClient } from "./context";
import { useSession, useUser } from "./hooks";

type Children = { children: ReactNode };

/** Renders its children after the state of the client has been loaded. */
export function AuthLoaded({ children }: Children) {
  return useLoadedClient().isLoaded ? children : null;
}

/** Renders its children for users with an active session. */
export function SignedIn({ children }: Children) {
  return useSession().isSignedIn ? children : null;
}

/** Renders its children for users without a session, or with a pending one. */
export function SignedOut({ children }: Children) {
  const { isLoaded, isSignedIn } = useSession();
  return isLoaded && !isSignedIn ? children : null;
}

/** Redirects users with a pending session to its next task. Renders nothing. */
export function RedirectToTasks(): null {
  const { client, isLoaded } = useLoadedClient();
  const url = isLoaded ? client.taskUrl() : null;
  useEffect(() => {
    if (url !== null) void client.redirectToTasks();
  }, [client, url]);
  return null;
}

type UserButtonProps = {
  /** Where to redirect after signing out. */
  afterSignOutAllUrl?: string;
};

/** Shows the signed-in user and a button that signs out. */
export function UserButton({ afterSignOutAllUrl = "/" }: UserButtonProps) {
  const { client } = useLoadedClient();
  const { user } = useUser();
  if (user === null) return null;
  return (
    <div>
      <bdi>
        {user.primaryEmailAddress?.emailAddress ??
          user.primaryPhoneNumber?.phoneNumber ??
          user.username ??
          user.name}
      </bdi>{" "}
      <button type="button" onClick={() => void client.signOut({ redirectUrl: afterSignOutAllUrl })}>
        Sign out
      </button>
    </div>
  );
}
