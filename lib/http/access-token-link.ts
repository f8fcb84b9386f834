import { config } from "@/lib/config";
import { parseLinkToken } from "@/lib/typed-text";

/** The page that resets a password with the access token of a link. */
const RESET_BY_LINK_PAGE = "/reset-password/link";

/** The URL to redirect to after the access token is removed, and the token to store in a cookie, if any. */
export type AccessTokenRedirect = { url: URL; token: string | null };

/**
 * Removes the access token of a password reset from a URL, on every path, so that it does not remain in the history,
 * the `Referer` header, a log or a screenshot. A page of this app that such links may open redirects to
 * `RESET_BY_LINK_PAGE` and keeps the token in a cookie, without what follows it (`parseLinkToken`). On every other page
 * the token is dropped. All other query parameters are kept.
 *
 * @returns `null` for a URL without a token
 */
export function withoutAccessToken(address: URL): AccessTokenRedirect | null {
  const token = address.searchParams.get("access_token");
  if (token === null) return null;
  const url = new URL(address);
  url.searchParams.delete("access_token");
  const { appUrl, resetUrls } = config();
  const isLanding = resetUrls.some((listed) => {
    const { origin, pathname } = new URL(listed);
    return origin === new URL(appUrl).origin && pathname === address.pathname;
  });
  if (!isLanding) return { url, token: null };
  url.pathname = RESET_BY_LINK_PAGE;
  if (parseLinkToken(url.searchParams.get("action") ?? "") === "reset-pwd") url.searchParams.delete("action");
  return { url, token: parseLinkToken(token) };
}
