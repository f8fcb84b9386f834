import { isAllowedOrigin } from "@/lib/allowed-origins";
import { config } from "@/lib/config";

const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** Returns the valid origins of this app: its own, and for a loopback host every loopback name. */
function ownOrigins(appUrl: string): string[] {
  const url = new URL(appUrl);
  if (!LOOPBACK_HOSTS.includes(url.hostname)) return [url.origin];
  return LOOPBACK_HOSTS.map((host) => `${url.protocol}//${host}${url.port && `:${url.port}`}`);
}

/** Returns the host of an origin of this app; for any other origin, the host of `APP_URL`. */
export function ownHost(origin: string | null): string {
  const { appUrl } = config();
  const known = ownOrigins(appUrl).find((own) => own === origin);
  return new URL(known ?? appUrl).host;
}

/**
 * Whether a request that changes state comes from this app's own pages, by the Origin and Fetch Metadata headers. A
 * client that sends neither is not a browser, so it cannot carry the cookies of another user.
 *
 * @param headers the headers of the request
 * @param appUrl the configured origin; the Host header is ignored
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = headers.get("origin");
  return origin === null || ownOrigins(appUrl).includes(origin);
}

/** `isSameOrigin` for the origin of this app. */
export function isSameOriginRequest(headers: Headers): boolean {
  return isSameOrigin(headers, config().appUrl);
}

/** Whether the API accepts a request: same-origin, non-browser, or from an allowed origin. */
export function isAllowedApiOrigin(headers: Headers): boolean {
  return isSameOriginRequest(headers) || allowedCrossOrigin(headers) !== null;
}

/** Returns the cross-origin of a request if its pages may call the API, otherwise `null`. */
export function allowedCrossOrigin(headers: Headers): string | null {
  const origin = headers.get("origin");
  return origin !== null && isAllowedOrigin(origin, config().apiOrigins) ? origin : null;
}
