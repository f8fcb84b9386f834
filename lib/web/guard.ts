import { redirect } from "next/navigation";
import { cache } from "react";
import { type CurrentSession, findSession } from "@/lib/session/find";
import type { TaskKey } from "@/lib/session/tasks";
import { taskPageFor } from "./access";
import { sessionToken } from "./caller";
import { confirmPage } from "./confirm-first";

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
  if (task !== undefined) redirect(taskPageFor(task, returnTo));
  return session;
}

/**
 * The active session of somebody who has proven themselves in it lately, for a page that needs that. Whoever has not is
 * asked to first.
 *
 * @param returnTo the path to come back to
 */
export async function requireFreshProof(returnTo: string): Promise<CurrentSession> {
  const session = await requireActiveSession(returnTo);
  if (!session.isFreshlyProven) redirect(confirmPage(returnTo));
  return session;
}

/**
 * The pending session whose next task is the given one. Anybody else is led to where they belong.
 *
 * @param task the task of the page that asks
 * @param onwards the checked place that the person wanted to go to
 * @param mayBeDone whether the page has something to show to somebody who has just done its task
 */
export async function requirePendingTask(
  task: TaskKey,
  { onwards = "/", mayBeDone = false } = {},
): Promise<CurrentSession> {
  const session = await currentSession();
  if (session === null) redirect("/sign-in");
  const [next] = session.tasks;
  if (next === task || (mayBeDone && next === undefined)) return session;
  redirect(next === undefined ? onwards : taskPageFor(next, onwards));
}

/**
 * The session of whoever sees a page that is there for the signed-out too, and on which a task can be done. Whoever has
 * another task to do first is led to it.
 *
 * @param returnTo the path to come back to
 */
export async function sessionUpToTask(task: TaskKey, returnTo: string): Promise<CurrentSession | null> {
  const session = await currentSession();
  const [next] = session?.tasks ?? [];
  if (next !== undefined && next !== task) redirect(taskPageFor(next, returnTo));
  return session;
}

/** For pages that make no sense to somebody who is signed in: leads them on. */
export async function requireSignedOut(onwards = "/"): Promise<void> {
  const session = await currentSession();
  if (session === null) return;
  const [task] = session.tasks;
  redirect(task === undefined ? onwards : taskPageFor(task, onwards));
}
