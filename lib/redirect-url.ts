import { isAllowedOrigin, originOf } from "./allowed-origins";

/** Where a redirect may lead: the app itself, and further origins the settings name. */
export type RedirectRules = { appUrl: string; redirectOrigins: string[] };

// Browsers read a backslash as a slash and drop tabs and line ends, so neither may be there to be read.
const FORBIDDEN = /[\\\p{C}\p{Z}]/u;

/**
 * Checks where somebody asks to be led.
 *
 * @param target a path of this app, or a URL on an allowed origin
 * @returns the path (or, for another allowed origin or an app, the URL) to redirect to, or `null` if it is not allowed
 */
export function checkRedirectUrl(target: string, { appUrl, redirectOrigins }: RedirectRules): string | null {
  if (
    FORBIDDEN.test(target) ||
    !/^(\/(?!\/)|[a-z][a-z0-9+.-]*:\/\/)/i.test(target) ||
    !URL.canParse(target, appUrl)
  )
    return null;
  const url = new URL(target, appUrl);
  if (url.username !== "" || url.password !== "") return null;
  if (url.origin === new URL(appUrl).origin) {
    const path = url.pathname + url.search + url.hash;
    return path.startsWith("//") ? null : path;
  }
  return isAllowedOrigin(originOf(url), redirectOrigins) ? url.href : null;
}
