import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { TaskKey } from "@/lib/session-tasks";
import type { CurrentSession } from "@/lib/sessions/find";
import { taskPathWithRedirect } from "./access";
import { sessionToken } from "./caller";
import { reauthenticatePath } from "./reauthenticate";
import { SESSION_LOOKUP_HEADER, sessionOfRequest } from "./session-lookup";

/**
 * Returns the valid session of this request, pending or active. Cached per request. Reuses the lookup that the
 * middleware made for this request, if there is one.
 */
export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  const token = await sessionToken();
  return token === null ? null : sessionOfRequest(token, (await headers()).get(SESSION_LOOKUP_HEADER));
});

/**
 * Returns the active session, for pages and actions that need one. Redirects to the sign-in page without a session, and
 * to the next task of a pending session.
 *
 * @param returnTo the path to return to after signing in
 */
export async function requireActiveSession(returnTo = "/"): Promise<CurrentSession> {
  const session = await currentSession();
  if (session === null) redirect(`/sign-in?redirect_url=${encodeURIComponent(returnTo)}`);
  const [task] = session.tasks;
  if (task !== undefined) redirect(taskPathWithRedirect(task, returnTo));
  return session;
}

/**
 * Returns the active session, for pages that need recent authentication. Redirects to reauthentication if the session
 * has none.
 *
 * @param returnTo the path to return to
 */
export async function requireRecentAuth(returnTo: string): Promise<CurrentSession> {
  const session = await requireActiveSession(returnTo);
  if (!session.isRecentlyAuthenticated) redirect(reauthenticatePath(returnTo));
  return session;
}

/**
 * Returns the pending session whose next task is the given one. Redirects to the sign-in page without a session, to the
 * next task if it is another one, and to `redirectTo` if no task is pending.
 *
 * @param task the task of the calling page
 * @param redirectTo the checked page to redirect to afterwards
 * @param mayBeDone whether the page also accepts a session whose last task was just completed
 */
export async function requirePendingTask(
  task: TaskKey,
  { redirectTo = "/", mayBeDone = false } = {},
): Promise<CurrentSession> {
  const session = await currentSession();
  if (session === null) redirect("/sign-in");
  const [next] = session.tasks;
  if (next === task || (mayBeDone && next === undefined)) return session;
  redirect(next === undefined ? redirectTo : taskPathWithRedirect(next, redirectTo));
}

/** Redirects a signed-in user away from a page that is useful only without a session. */
export async function requireAnonymous(redirectTo = "/"): Promise<void> {
  const session = await currentSession();
  if (session === null) return;
  const [task] = session.tasks;
  redirect(task === undefined ? redirectTo : taskPathWithRedirect(task, redirectTo));
}
