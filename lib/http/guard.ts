import { redirect } from "next/navigation";
import { cache } from "react";
import type { TaskKey } from "@/lib/session-tasks";
import { type CurrentSession, findSession } from "@/lib/sessions/find";
import { taskPathWithRedirect } from "./access";
import { sessionToken } from "./caller";
import { reauthenticatePath } from "./reauthenticate";

/** The living session of this request, pending or active; looked up once a request. */
export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  const token = await sessionToken();
  return token === null ? null : findSession(token);
});

/**
 * The active session, for a page or action that needs one. Whoever has none is led to the sign-in page, a pending one to
 * its task.
 *
 * @param returnTo the path to come back to after signing in
 */
export async function requireActiveSession(returnTo = "/"): Promise<CurrentSession> {
  const session = await currentSession();
  if (session === null) redirect(`/sign-in?redirect_url=${encodeURIComponent(returnTo)}`);
  const [task] = session.tasks;
  if (task !== undefined) redirect(taskPathWithRedirect(task, returnTo));
  return session;
}

/**
 * The active session of somebody who has proven themselves in it lately, for a page that needs that. Whoever has not is
 * asked to first.
 *
 * @param returnTo the path to come back to
 */
export async function requireRecentAuth(returnTo: string): Promise<CurrentSession> {
  const session = await requireActiveSession(returnTo);
  if (!session.isRecentlyAuthenticated) redirect(reauthenticatePath(returnTo));
  return session;
}

/**
 * The pending session whose next task is the given one. Anybody else is led to where they belong.
 *
 * @param task the task of the page that asks
 * @param redirectTo the checked place that the person wanted to go to
 * @param mayBeDone whether the page has something to show to somebody who has just done its task
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

/**
 * The session of whoever sees a page that is there for the signed-out too, and on which a task can be done. Whoever has
 * another task to do first is led to it.
 *
 * @param returnTo the path to come back to
 */
export async function getSessionOrRedirectToTask(
  task: TaskKey,
  returnTo: string,
): Promise<CurrentSession | null> {
  const session = await currentSession();
  const [next] = session?.tasks ?? [];
  if (next !== undefined && next !== task) redirect(taskPathWithRedirect(next, returnTo));
  return session;
}

/** For pages that make no sense to somebody who is signed in: leads them on. */
export async function requireAnonymous(redirectTo = "/"): Promise<void> {
  const session = await currentSession();
  if (session === null) return;
  const [task] = session.tasks;
  redirect(task === undefined ? redirectTo : taskPathWithRedirect(task, redirectTo));
}
