import { isAllowedOrigin } from "@/lib/allowed-origins";
import { config } from "@/lib/config";

const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** The origins by which a browser may rightly know this app: its own, and on one's own machine any name of that. */
function ownOrigins(appUrl: string): string[] {
  const url = new URL(appUrl);
  if (!LOOPBACK_HOSTS.includes(url.hostname)) return [url.origin];
  return LOOPBACK_HOSTS.map((host) => `${url.protocol}//${host}${url.port && `:${url.port}`}`);
}

/** The host by which a browser on one of this app's own origins knows it; otherwise that of `APP_URL`. */
export function ownHost(origin: string | null): string {
  const { appUrl } = config();
  const known = ownOrigins(appUrl).find((own) => own === origin);
  return new URL(known ?? appUrl).host;
}

/**
 * Whether a request that changes something comes from this app's own pages. A browser tells by Origin and Fetch Metadata;
 * a client that sends neither is no browser, and holds no one else's cookies.
 *
 * @param headers the request's
 * @param appUrl the configured origin; the Host header is not asked
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = headers.get("origin");
  return origin === null || ownOrigins(appUrl).includes(origin);
}

/** `isSameOrigin` for this app's own origin. */
export function isSameOriginRequest(headers: Headers): boolean {
  return isSameOrigin(headers, config().appUrl);
}

/** Whether the API answers a request: one of this app's own, of a client that is no browser, or of an origin the settings allow. */
export function isAllowedApiOrigin(headers: Headers): boolean {
  return isSameOriginRequest(headers) || allowedCrossOrigin(headers) !== null;
}

/** The other origin that a request comes from, if its pages may call the API. */
export function allowedCrossOrigin(headers: Headers): string | null {
  const origin = headers.get("origin");
  return origin !== null && isAllowedOrigin(origin, config().apiOrigins) ? origin : null;
}
