import { isAppOrigin } from "@/lib/allowed-origins";
import { allowedCrossOrigin } from "../origin";

/** What scripts of another origin may read beside the body. */
const EXPOSED = "Authorization, Retry-After, X-Request-Id";

/** The backend API, which no page calls. */
const BACKEND_PATH = /^\/api\/v1\/(users|audit-events)(\/|$)/;

const PREFLIGHT_MAX_AGE_SECONDS = 600;

/**
 * The headers by which a page of an allowed origin may read an answer. Pages of a website may send their cookies; apps and
 * extensions send a bearer token. Without an allowed origin only the header that says that answers differ by it.
 */
export function corsHeaders(requestHeaders: Headers): Record<string, string> {
  const origin = allowedCrossOrigin(requestHeaders);
  if (origin === null) return { Vary: "Origin" };
  return {
    Vary: "Origin",
    "Access-Control-Allow-Origin": origin,
    ...(!isAppOrigin(origin) && { "Access-Control-Allow-Credentials": "true" }),
    "Access-Control-Expose-Headers": EXPOSED,
  };
}

/**
 * Answers what a browser asks before a request from another origin. Says what may be sent; whether it is answered, each
 * route decides.
 *
 * @returns `null` for any other request
 */
export function handlePreflight({ method, headers, url }: Request): ResponseInit | null {
  if (method !== "OPTIONS" || !headers.has("access-control-request-method")) return null;
  if (BACKEND_PATH.test(new URL(url).pathname)) return { status: 204 };
  const granted = allowedCrossOrigin(headers) !== null && {
    "Access-Control-Allow-Methods": "GET, POST, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": String(PREFLIGHT_MAX_AGE_SECONDS),
  };
  return { status: 204, headers: { ...corsHeaders(headers), ...granted } };
}
