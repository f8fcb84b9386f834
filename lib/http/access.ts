import { config } from "@/lib/config";
import type { TaskKey } from "@/lib/session-tasks";
import type { CurrentSession } from "@/lib/sessions/find";
import { ADMIN_PREFIX } from "./hidden-pages.mjs";
import { isTaskPath } from "./task-pages";

/** Pages anybody may see. Everything not named here needs an active session. */
const PUBLIC_PAGES = [
  "/",
  "/sign-in",
  "/sign-in/factor-one",
  "/sign-in/factor-one/continue",
  "/sign-in/factor-two",
  "/sign-up",
  "/sign-up/verify",
  "/sign-up/verify/continue",
  "/forgot-password",
  "/reset-password",
  "/reset-password/link",
  "/verify",
  "/goodbye",
  "/organizations/invitation",
  "/inbox",
  "/docs/api",
];

/** Doors that check for themselves who asks. */
const SELF_GUARDED_PREFIXES = ["/api/", "/inbox/", "/.well-known/"];

/** Pages that only make sense signed out. */
const SIGNED_OUT_PAGES = ["/sign-in", "/sign-up"];

/** The header that tells a page or layout which path was asked for. The middleware sets it, over whatever was sent by its name. */
export const PATH_HEADER = "x-pathname";

/** The page on which a task is done. */
export function taskPath(task: TaskKey): string {
  return config().tasks.urls[task] ?? `/session-tasks/${task}`;
}

/** Whether a task can be done on the page of a path. */
export function isTaskPage(path: string, task: TaskKey): boolean {
  return isTaskPath(path, { key: task, url: taskPath(task) });
}

/** The page of a task, from which the person goes on to where they wanted. */
export function taskPathWithRedirect(task: TaskKey, wanted: string): string {
  return wanted === "/" ? taskPath(task) : `${taskPath(task)}?redirect_url=${encodeURIComponent(wanted)}`;
}

/**
 * Where the middleware leads a request. A convenience, never the lock: every page, action and handler asks for itself.
 *
 * @param path the path asked for
 * @param search its query, with the question mark, or empty
 * @returns a path to redirect to, or `null` to go on
 */
export function redirectFor(path: string, search: string, session: CurrentSession | null): string | null {
  if (SELF_GUARDED_PREFIXES.some((prefix) => path.startsWith(prefix))) return null;
  const [task] = session?.tasks ?? [];
  if (task !== undefined) return isTaskPage(path, task) ? null : taskPathWithRedirect(task, path + search);
  if (session !== null) return SIGNED_OUT_PAGES.includes(path) ? "/" : null;
  if (PUBLIC_PAGES.includes(path)) return null;
  return `/sign-in?redirect_url=${encodeURIComponent(path + search)}`;
}

/**
 * Whether there is no such page for somebody who is signed in. A convenience too: it makes the answer the very same as for
 * a page that nobody has.
 */
export function isNotFoundFor(path: string, session: CurrentSession | null): boolean {
  return session?.status === "active" && !session.user.isAdmin && `${path}/`.startsWith(`${ADMIN_PREFIX}/`);
}
