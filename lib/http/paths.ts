import type { TaskKey } from "@/lib/session-tasks";
import { FEATURE_PAGES } from "./feature-pages";

/** The query of a page, as Next.js passes it. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** Returns the value of a query parameter; `undefined` if it is absent or given more than once. */
export function singleParam(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/**
 * Returns the path of a page with the displayed attempt in its query, to redirect to if the query has none. Otherwise
 * the page would show the newest attempt, which may be another one when the page is rendered again.
 *
 * @returns `null` if the query already names an attempt
 */
export function withAttempt(
  path: string,
  query: Record<string, string | string[] | undefined>,
  attempt: string,
): string | null {
  return singleParam(query.attempt) === undefined ? withQuery(path, { ...query, attempt }) : null;
}

/** Returns a path with query parameters. Omits parameters that are undefined or given more than once. */
export function withQuery(path: string, query: Record<string, string | string[] | undefined>): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}

/**
 * Returns a path that keeps the page to redirect to after signing in. Omits the home page, which is the default.
 *
 * @param query further query parameters
 */
export function withRedirect(
  path: string,
  redirectUrl: string | null | undefined,
  query: Record<string, string | undefined> = {},
): string {
  const kept = redirectUrl && redirectUrl !== "/" ? redirectUrl : undefined;
  return withQuery(path, { ...query, redirect_url: kept });
}

/** The account page that lists passkeys. */
export const PASSKEYS = "/account/passkeys";

/** The account page of two-step verification. */
export const TWO_STEP = "/account/two-step";

/**
 * Whether a page can complete a task: the task's own page at `url`, or a page of a feature. Safe to use in the browser.
 */
export function isTaskPath(path: string, { key, url }: { key: TaskKey; url: string }): boolean {
  return path === url || FEATURE_PAGES.some((page) => page.path === path && page.completesTask === key);
}
