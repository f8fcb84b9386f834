import { config } from "@/lib/config";
import type { Confirmation } from "./confirm";
import { LINK_STATUS } from "./status";

/** The page of a link, with or without a slash at its end. */
const LINK_PAGE = /^\/verify\/?$/;

/**
 * Where the page of a link leads once the link has ended, if a front end has a page of its own for that: there, told by
 * `link_status` how, and by `link_same_client` whether the client that asked is the one that opened it.
 *
 * @param returnUrl a checked path or URL, or `null`
 * @returns the path, or for another origin the URL; or `null` where there is no such page, or where it is the page of the
 *   link itself, which would lead to itself for ever
 */
export function linkResultRedirect(
  returnUrl: string | null,
  status: Confirmation["status"],
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
