"use client";

import { type ReactNode, useEffect } from "react";
import type { TaskKey } from "../../types";
import { useLoadedClient } from "../context";
import { type Authorization, useAuth } from "./use-auth";

type ShowProps = {
  children: ReactNode;
  /** Whom the children are for. A function gets `has`, and is only called for signed-in users. */
  when: "signed-in" | "signed-out" | Authorization | ((has: (required: Authorization) => boolean) => boolean);
  /** What everyone else sees. */
  fallback?: ReactNode;
  /** Whether a session with a pending task counts as signed out. Defaults to true. */
  treatPendingAsSignedOut?: boolean;
};

/**
 * Renders its children for some users, and `fallback` for all others. Renders nothing before the state was loaded. Only
 * the server protects data: what a component hides is in the page's script.
 */
export function Show({ children, when, fallback = null, treatPendingAsSignedOut = true }: ShowProps) {
  const { isLoaded, isSignedIn, has } = useAuth({ treatPendingAsSignedOut });
  if (!isLoaded) return null;
  if (when === "signed-in") return isSignedIn ? children : fallback;
  if (when === "signed-out") return isSignedIn ? fallback : children;
  const isShown = isSignedIn && (typeof when === "function" ? when(has) : has(when));
  return isShown ? children : fallback;
}

type TaskProps = {
  /** Where the server's page redirects after the last task. Defaults to the current page. */
  redirectUrlComplete?: string;
};

/** Redirects to the server's page for a new password, while that is the current task. Renders nothing. */
export function TaskResetPassword(props: TaskProps): null {
  return useTaskPage("reset-password", props);
}

/** Redirects to the server's page to choose an organization, while that is the current task. Renders nothing. */
export function TaskChooseOrganization(props: TaskProps): null {
  return useTaskPage("choose-organization", props);
}

/** Redirects to the server's page to set up a second factor, while that is the current task. Renders nothing. */
export function TaskSetupMFA(props: TaskProps): null {
  return useTaskPage("setup-mfa", props);
}

function useTaskPage(key: TaskKey, { redirectUrlComplete }: TaskProps): null {
  const { client, isLoaded } = useLoadedClient();
  const isCurrent = isLoaded && client.session?.currentTask?.key === key;
  useEffect(() => {
    if (isCurrent) void client.redirectToTaskPage(redirectUrlComplete);
  }, [client, isCurrent, redirectUrlComplete]);
  return null;
}
