import { config } from "@/lib/config";
import type { TaskKey } from "@/lib/session-tasks";
import type { CurrentSession } from "@/lib/sessions/find";
import { ADMIN_PREFIX } from "./hidden-pages.mjs";
import { isTaskPath } from "./paths";

/** Pages that do not need a session. Every other page needs an active session. */
const PUBLIC_PAGES = [
  "/",
  "/sign-in",
  "/sign-in/factor-one",
  "/sign-in/factor-one/continue",
  "/sign-in/factor-two",
  "/sign-up",
  "/sign-up/invitation",
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

/** Path prefixes whose handlers check access themselves. */
const SELF_GUARDED_PREFIXES = ["/api/", "/inbox/", "/.well-known/"];

/** Pages that are useful only without a session. */
const SIGNED_OUT_PAGES = ["/sign-in", "/sign-up", "/sign-up/invitation"];

/** The request header with the requested path, for pages and layouts. The middleware overwrites the value of the client. */
export const PATH_HEADER = "x-pathname";

/** Returns the path of the page that completes a task. */
export function taskPath(task: TaskKey): string {
  return config().tasks.urls[task] ?? `/session-tasks/${task}`;
}

/** Whether the page of a path can complete a task. */
export function isTaskPage(path: string, task: TaskKey): boolean {
  return isTaskPath(path, { key: task, url: taskPath(task) });
}

/** Returns the path of the page of a task, with the page to redirect to afterwards. */
export function taskPathWithRedirect(task: TaskKey, wanted: string): string {
  return wanted === "/" ? taskPath(task) : `${taskPath(task)}?redirect_url=${encodeURIComponent(wanted)}`;
}

/**
 * Returns the redirect target for a request, or `null`. For convenience only: pages, actions and handlers enforce
 * access themselves.
 *
 * @param path the requested path
 * @param search its query with the question mark, or an empty string
 * @returns the path to redirect to, or `null` to continue
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
 * Whether a page must look as if it did not exist: the admin area, for a signed-in user who is not an admin. For
 * convenience only. The response is identical to that of a page that does not exist.
 */
export function isNotFoundFor(path: string, session: CurrentSession | null): boolean {
  return session?.status === "active" && !session.user.isAdmin && `${path}/`.startsWith(`${ADMIN_PREFIX}/`);
}
