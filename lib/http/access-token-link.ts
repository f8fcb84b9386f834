import { config } from "@/lib/config";

/** The page that resets a password by the access token of a link. */
const RESET_BY_LINK_PAGE = "/reset-password/link";

/** Where an address with an access token redirects to, and the token that a cookie keeps, if any. */
export type AccessTokenRedirect = { url: URL; token: string | null };

/**
 * Takes the access token of a password reset out of an address, on every path, so that no history, `Referer`, log or
 * screenshot keeps it. A page of this app that such links may lead to continues at `RESET_BY_LINK_PAGE`, with the token in
 * a cookie; everywhere else the token is dropped. Every other query parameter stays.
 *
 * @returns `null` for an address without a token
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
  url.searchParams.delete("action", "reset-pwd");
  return { url, token };
}
