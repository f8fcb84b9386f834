import { type NextRequest, NextResponse } from "next/server";
import { isNotFoundFor, PATH_HEADER, redirectFor } from "@/lib/http/access";
import { withoutAccessToken } from "@/lib/http/access-token-link";
import { handlePreflight } from "@/lib/http/api/cors";
import {
  clientCookieName,
  cookieName,
  cookieOptions,
  LINK_COOKIE_MAX_AGE_SECONDS,
  linkCookieName,
  localeCookieName,
  newClientCookie,
  reportCookieName,
  resetCookieName,
  sessionCookieName,
  signUpInvitationCookieName,
} from "@/lib/http/cookies";
import { FEATURE_PAGES, TOKEN_COOKIE_MAX_AGE_SECONDS } from "@/lib/http/feature-pages";
import { formBodyError } from "@/lib/http/form-body";
import { HIDDEN_HEADER } from "@/lib/http/hidden-pages.mjs";
import { inboxRefusal } from "@/lib/http/inbox-access";
import { requestedHost } from "@/lib/http/incoming-request";
import { isSameOriginRequest } from "@/lib/http/origin";
import { contentSecurityPolicy, generateNonce } from "@/lib/http/security-headers";
import { lookUpSession, SESSION_LOOKUP_HEADER } from "@/lib/http/session-lookup";
import { resolveLocale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { log } from "@/lib/log";
import { findSession } from "@/lib/sessions/find";
import { parseLinkToken } from "@/lib/typed-text";

export const config = {
  runtime: "nodejs",
  // The files are those of `STATIC_FILES` in `next.config.mjs`. Next.js reads the matcher without running code.
  matcher: [
    "/((?!_next/static/|(?:icon.svg|door.svg|favicon.ico|apple-icon.png|icon-192.png|icon-512.png|robots.txt|manifest.webmanifest)$).*)",
  ],
};

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
/** Longer than any token. */
const MAX_TOKEN_LENGTH = 128;

type LinkPage = { cookieName: () => string; maxAge: number };

/** The pages that links open, and the cookie that stores the token of each. */
const LINK_PAGES = new Map<string, LinkPage>([
  ["/verify", { cookieName: linkCookieName, maxAge: LINK_COOKIE_MAX_AGE_SECONDS }],
  ["/report-sign-in", { cookieName: reportCookieName, maxAge: LINK_COOKIE_MAX_AGE_SECONDS }],
  ["/sign-up/invitation", { cookieName: signUpInvitationCookieName, maxAge: LINK_COOKIE_MAX_AGE_SECONDS }],
  ...FEATURE_PAGES.flatMap(({ path, tokenCookie }): [string, LinkPage][] =>
    tokenCookie
      ? [[path, { cookieName: () => cookieName(tokenCookie), maxAge: TOKEN_COOKIE_MAX_AGE_SECONDS }]]
      : [],
  ),
]);
/** These routes check the origin and the size of a request themselves, and respond with an API error. */
const API_PATH = /^\/api\/v1\//;
const SIGN_IN_PAGE = "/sign-in";
const INBOX_PATH = /^\/inbox(\/|$)/;

/**
 * Handles every request before pages and handlers. Rejects cross-site requests and bodies that are too large, redirects
 * unauthenticated requests to the sign-in page and pending sessions to their task, and sets a new nonce on each
 * response. Pages and handlers enforce access themselves.
 */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const requestId = crypto.randomUUID();
  const nonce = generateNonce();
  const policy = contentSecurityPolicy(request.nextUrl.pathname, nonce);
  const answer = (response: NextResponse) => {
    response.headers.set("Content-Security-Policy", policy);
    response.headers.set("X-Request-Id", requestId);
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "private, no-store");
    return response;
  };
  const bare = removeTrailingSlash(request);
  if (bare !== null) return answer(bare);
  const preflight = API_PATH.test(request.nextUrl.pathname) ? handlePreflight(request) : null;
  if (preflight !== null) return answer(new NextResponse(null, preflight));
  const link = moveLinkTokenToCookie(request);
  if (link !== null) return answer(link);
  const refusal = await rejectRequest(request, requestId);
  if (refusal !== null) return answer(refusal);
  const { target, lookupId } = await resolveRedirect(request, requestId);
  if (target === "unavailable") {
    const headers = { "Retry-After": "5" };
    return answer(new NextResponse(errorMessage(request, "unavailable"), { status: 503, headers }));
  }
  if (target !== null && target !== "hidden")
    return answer(NextResponse.redirect(new URL(target, request.url), 303));
  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);
  headers.set(PATH_HEADER, request.nextUrl.pathname);
  headers.set(SESSION_LOOKUP_HEADER, lookupId);
  headers.set("Content-Security-Policy", policy);
  if (target === "hidden") headers.set(HIDDEN_HEADER, "1");
  return answer(addClientCookie(request, NextResponse.next({ request: { headers } })));
}

/**
 * Adds the client cookie to the sign-in page; an action sets it itself. The page requests passkey options in the
 * background: the response would otherwise identify another client than the one that has started to sign in meanwhile.
 */
function addClientCookie({ method, nextUrl, cookies }: NextRequest, response: NextResponse): NextResponse {
  if (method !== "GET" || nextUrl.pathname !== SIGN_IN_PAGE) return response;
  const cookie = newClientCookie(cookies.get(clientCookieName())?.value);
  if (cookie !== null) response.cookies.set(cookie);
  return response;
}

/**
 * Redirects to the path without a trailing slash. Next.js would redirect too, but without the headers of every
 * response.
 */
function removeTrailingSlash({ nextUrl, url }: NextRequest): NextResponse | null {
  const { pathname, search } = nextUrl;
  if (pathname === "/" || !pathname.endsWith("/")) return null;
  // Two leading slashes would redirect to another host.
  const bare = `/${pathname.replace(/^\/+|\/+$/g, "")}`;
  return NextResponse.redirect(new URL(bare + search, url), 308);
}

/**
 * Moves the token of an opened link from the URL to a cookie, so that it does not remain in the history, the referrer
 * or a screenshot.
 */
function moveLinkTokenToCookie({ method, nextUrl, url }: NextRequest): NextResponse | null {
  if (!["GET", "HEAD"].includes(method)) return null;
  const reset = withoutAccessToken(new URL(url));
  if (reset !== null) {
    const { url: target, token } = reset;
    const page = { cookieName: resetCookieName, maxAge: LINK_COOKIE_MAX_AGE_SECONDS };
    return leaveToken(target, token === null ? null : { ...page, token });
  }
  const page = LINK_PAGES.get(nextUrl.pathname);
  const token = nextUrl.searchParams.get("token");
  if (page === undefined || token === null) return null;
  return leaveToken(new URL(nextUrl.pathname, url), { ...page, token });
}

function leaveToken(target: URL, kept: (LinkPage & { token: string }) | null): NextResponse {
  const response = NextResponse.redirect(target, 303);
  response.headers.set("Referrer-Policy", "no-referrer");
  if (kept !== null) {
    const options = { ...cookieOptions(), maxAge: kept.maxAge };
    response.cookies.set(kept.cookieName(), parseLinkToken(kept.token.slice(0, MAX_TOKEN_LENGTH)), options);
  }
  return response;
}

async function rejectRequest(request: NextRequest, requestId: string): Promise<NextResponse | null> {
  const { pathname } = request.nextUrl;
  if (API_PATH.test(pathname)) return null;
  if (!SAFE_METHODS.includes(request.method) && !isSameOriginRequest(request.headers)) {
    log.warn({ event: "request.refused", requestId, path: pathname, host: requestedHost(request.headers) });
    return new NextResponse(errorMessage(request, "refused"), { status: 403 });
  }
  const status = await formBodyError(request);
  if (status !== null) {
    const key = status === 413 ? "tooLarge" : "malformed";
    return new NextResponse(errorMessage(request, key), { status });
  }
  // A page cannot respond with 401.
  if (INBOX_PATH.test(pathname) && inboxRefusal(request.headers) === 401) {
    return new NextResponse(null, { status: 401, headers: { "WWW-Authenticate": "Bearer" } });
  }
  return null;
}

/** Returns a localized line of text, for responses without a page. */
function errorMessage(
  { cookies, headers }: NextRequest,
  key: "unavailable" | "refused" | "tooLarge" | "malformed",
): string {
  const locale = resolveLocale(cookies.get(localeCookieName())?.value, headers.get("accept-language"));
  return `${translator(locale, "ui.middleware")(key)}\n`;
}

/**
 * Returns the path to redirect to, `hidden` for a page that must look as if it did not exist, `unavailable` without a
 * database, or `null`, and the ID of the session lookup for the page, or an empty string.
 */
async function resolveRedirect(
  request: NextRequest,
  requestId: string,
): Promise<{ target: string | null; lookupId: string }> {
  const { pathname, search } = request.nextUrl;
  // A server action checks the session itself, and its page cannot follow a redirect from the middleware.
  if (pathname.startsWith("/api/") || request.headers.has("next-action"))
    return { target: null, lookupId: "" };
  try {
    const { session, lookupId } = await sessionOf(request);
    const isHidden = isNotFoundFor(pathname, session);
    return { target: isHidden ? "hidden" : redirectFor(pathname, search, session), lookupId };
  } catch (error) {
    log.error({ event: "database.unavailable", requestId, err: error });
    return { target: "unavailable", lookupId: "" };
  }
}

/**
 * Looks up the session of a request. Only a request that reads gets an ID of the lookup: a form that is posted without
 * JavaScript runs its action first, and the page is rendered after it.
 */
async function sessionOf({ method, cookies }: NextRequest) {
  const token = cookies.get(sessionCookieName())?.value;
  if (!token) return { session: null, lookupId: "" };
  if (!["GET", "HEAD"].includes(method)) return { session: await findSession(token), lookupId: "" };
  const { session, id } = await lookUpSession(token);
  return { session, lookupId: id };
}
