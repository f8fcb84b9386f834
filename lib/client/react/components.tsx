"use client";

import { type ReactNode, useEffect } from "react";
import { useLoadedClient } from "./context";
import { useSession, useUser } from "./hooks";

type Children = { children: ReactNode };

/** Shown once it is known what the client holds. */
export function AuthLoaded({ children }: Children) {
  return useLoadedClient().isLoaded ? children : null;
}

/** Shown to whoever has an active session. */
export function SignedIn({ children }: Children) {
  return useSession().isSignedIn ? children : null;
}

/** Shown to whoever has none, or one that is pending. */
export function SignedOut({ children }: Children) {
  const { isLoaded, isSignedIn } = useSession();
  return isLoaded && !isSignedIn ? children : null;
}

/** Leads whoever has a pending session to its next task. Shows nothing. */
export function RedirectToTasks(): null {
  const { client, isLoaded } = useLoadedClient();
  const url = isLoaded ? client.taskUrl() : null;
  useEffect(() => {
    if (url !== null) void client.redirectToTasks();
  }, [client, url]);
  return null;
}

type UserButtonProps = {
  /** Where to go on after signing out. */
  afterSignOutAllUrl?: string;
};

/** Who is signed in, and the way out. */
export function UserButton({ afterSignOutAllUrl = "/" }: UserButtonProps) {
  const { client } = useLoadedClient();
  const { user } = useUser();
  if (user === null) return null;
  return (
    <div>
      <bdi>{user.primaryEmailAddress?.emailAddress ?? user.name}</bdi>{" "}
      <button type="button" onClick={() => void client.signOut({ redirectUrl: afterSignOutAllUrl })}>
        Sign out
      </button>
    </div>
  );
}
