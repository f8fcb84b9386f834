import { isAllowedOrigin, originOf } from "./allowed-origins";

/** Where a redirect may lead: the app itself, and further origins the settings name. */
export type RedirectRules = { appUrl: string; redirectOrigins: string[] };

// Browsers read a backslash as a slash and drop tabs and line ends, so neither may be there to be read.
const FORBIDDEN = /[\\\p{C}\p{Z}]/u;

function parseTarget(target: string, appUrl: string): URL | null {
  if (
    FORBIDDEN.test(target) ||
    !/^(\/(?!\/)|[a-z][a-z0-9+.-]*:\/\/)/i.test(target) ||
    !URL.canParse(target, appUrl)
  )
    return null;
  const url = new URL(target, appUrl);
  return url.username === "" && url.password === "" ? url : null;
}

/**
 * Checks where the access token of a password reset may be sent. The whole URL counts, its query included: a page that is
 * trusted with a token may take a stranger's query for a place to send it on to.
 *
 * @param target a path of this app, or a URL
 * @param rules `resetUrls` are the allowed URLs, in their normal form
 * @returns the URL, or `null` if it is not one of the allowed ones
 */
export function checkResetUrl(
  target: string,
  { appUrl, resetUrls }: { appUrl: string; resetUrls: string[] },
): string | null {
  const url = parseTarget(target, appUrl);
  return url !== null && resetUrls.includes(url.href) ? url.href : null;
}

/**
 * Checks where somebody asks to be led.
 *
 * @param target a path of this app, or a URL on an allowed origin
 * @returns the path (or, for another allowed origin or an app, the URL) to redirect to, or `null` if it is not allowed
 */
export function checkRedirectUrl(target: string, { appUrl, redirectOrigins }: RedirectRules): string | null {
  const url = parseTarget(target, appUrl);
  if (url === null) return null;
  if (url.origin === new URL(appUrl).origin) {
    const path = url.pathname + url.search + url.hash;
    return path.startsWith("//") ? null : path;
  }
  return isAllowedOrigin(originOf(url), redirectOrigins) ? url.href : null;
}
