import { config } from "@/lib/config";
import type { TaskKey } from "@/lib/session-tasks";
import type { CurrentSession } from "@/lib/sessions/find";
import { FEATURE_PAGES } from "./feature-pages";
import { ADMIN_PREFIX } from "./hidden-pages.mjs";
import { isTaskPath } from "./paths";
import { isInPublicGroup, isRoute } from "./routes";
import { safeRedirectUrl } from "./safe-redirect";

/** Pages that do not need a session. Every other page of `app/` needs an active session, except those in `(public)`. */
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
  "/report-sign-in",
  "/goodbye",
  ...FEATURE_PAGES.map(({ path }) => path),
  "/inbox",
  "/docs/api",
];

/** Path prefixes whose handlers check access themselves. */
const SELF_GUARDED_PREFIXES = ["/api/", "/inbox/", "/.well-known/"];

/** Pages that are useful only without a session. */
const SIGNED_OUT_PAGES = ["/sign-in", "/sign-up", "/sign-up/invitation"];

/**
 * The usual paths of other apps, and the page of this one. They keep the query, so that `redirect_url` reaches the page
 * that checks it. The home page has the button to sign out: a GET request must not sign out.
 */
const STANDARD_PATHS = new Map([
  ["/login", "/sign-in"],
  ["/signin", "/sign-in"],
  ["/signup", "/sign-up"],
  ["/register", "/sign-up"],
  ["/logout", "/"],
  ["/settings", "/account"],
  ["/profile", "/account"],
]);

/**
 * The request header with the requested path, for pages and layouts. The middleware overwrites the value of the client.
 */
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
 * Returns the page that a standard path of other apps, such as `/login`, leads to, or `null` for another path. A page
 * of `app/` at the same path takes precedence.
 *
 * @param path the requested path
 * @param search its query with the question mark, or an empty string
 */
export function standardPathTarget(path: string, search: string): string | null {
  const page = isRoute(path) ? undefined : STANDARD_PATHS.get(path);
  return page === undefined ? null : page + search;
}

/**
 * Returns the redirect target for a request, or `null`. For convenience only: pages, actions and handlers enforce
 * access themselves. A path without a page in `app/` is not redirected, so that everyone gets "page not found".
 *
 * @param path the requested path
 * @param search its query with the question mark, or an empty string
 * @returns the path to redirect to, or `null` to continue
 */
export function redirectFor(path: string, search: string, session: CurrentSession | null): string | null {
  const standard = standardPathTarget(path, search);
  if (standard !== null) return standard;
  if (!isRoute(path) || SELF_GUARDED_PREFIXES.some((prefix) => path.startsWith(prefix))) return null;
  const [task] = session?.tasks ?? [];
  if (task !== undefined) return isTaskPage(path, task) ? null : taskPathWithRedirect(task, path + search);
  if (session !== null) return SIGNED_OUT_PAGES.includes(path) ? requestedPage(search) : null;
  if (PUBLIC_PAGES.includes(path) || isInPublicGroup(path)) return null;
  return `/sign-in?redirect_url=${encodeURIComponent(path + search)}`;
}

/** Returns the page that a signed-out page was asked to redirect to, if it is allowed, otherwise `/`. */
function requestedPage(search: string): string {
  const query = new URLSearchParams(search);
  return safeRedirectUrl(query.get("redirect_url") ?? query.get("callbackUrl"));
}

/**
 * Whether a page must look as if it did not exist: the admin area, for a signed-in user who is not an admin. For
 * convenience only. The response is identical to that of a page that does not exist.
 */
export function isNotFoundFor(path: string, session: CurrentSession | null): boolean {
  return session?.status === "active" && !session.user.isAdmin && `${path}/`.startsWith(`${ADMIN_PREFIX}/`);
}
