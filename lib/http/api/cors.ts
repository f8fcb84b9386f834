import { isAppOrigin } from "@/lib/allowed-origins";
import { allowedCrossOrigin } from "../origin";

/** Response headers that scripts of another origin may read. */
const EXPOSED = "Authorization, Retry-After, X-Request-Id";

/** The backend API, which no page may call. */
const BACKEND_PATH = /^\/api\/v1\/(users|invitations|audit-events)(\/|$)/;

const PREFLIGHT_MAX_AGE_SECONDS = 600;

/**
 * Returns the CORS headers that let a page of an allowed origin read a response. Pages of a website may send their
 * cookies; apps and extensions send a bearer token. Without an allowed origin it returns only `Vary: Origin`.
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
 * Handles a CORS preflight request. The response states what may be sent; each route decides whether to accept the
 * request.
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
