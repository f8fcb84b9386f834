import { config } from "@/lib/config";

/** The result of a link as front ends receive it. A superseded link is reported as expired. */
export const LINK_STATUS = {
  verified: "verified",
  expired: "expired",
  superseded: "expired",
  failed: "failed",
  cancelled: "failed",
  already_used: "failed",
  client_mismatch: "client_mismatch",
} as const;

/** The state of a link that has ended. */
export type LinkEndState = keyof typeof LINK_STATUS;

/** The path of the link page, with or without a trailing slash. */
const LINK_PAGE = /^\/verify\/?$/;

/**
 * Returns the page of the front end that the link page redirects to once the link is confirmed or has ended. Its query
 * contains the result as `link_status` and, as `link_same_client`, whether the client that requested the link also
 * opened it.
 *
 * @param returnUrl a validated path or URL, or `null`
 * @returns a path, or the URL of another origin; `null` if there is no such page, or if it is the link page itself,
 *   which would redirect to itself forever
 */
export function linkResultRedirect(
  returnUrl: string | null,
  status: LinkEndState,
  sameClient: boolean,
): string | null {
  if (returnUrl === null) return null;
  const { appUrl } = config();
  const url = new URL(returnUrl, appUrl);
  if (url.origin === appUrl && LINK_PAGE.test(url.pathname)) return null;
  url.searchParams.set("link_status", LINK_STATUS[status]);
  url.searchParams.set("link_same_client", String(sameClient));
  return url.origin === appUrl ? url.pathname + url.search + url.hash : url.href;
}
