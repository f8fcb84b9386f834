import { isAllowedOrigin, originOf } from "./allowed-origins";

/** The allowed targets of a redirect: the app itself, and the origins in the settings. */
export type RedirectRules = { appUrl: string; redirectOrigins: string[] };

// Browsers read a backslash as a slash and drop tabs and line breaks, so all of these are rejected.
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
 * Checks the URL that the access token of a password reset is sent to. The whole URL must match, including the query: a
 * page that receives the token might use an attacker's query to send it elsewhere.
 *
 * @param target a path of this app, or a URL
 * @param rules `resetUrls` are the allowed URLs, normalized
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
 * Checks a requested redirect URL.
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
