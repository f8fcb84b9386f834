import { cookies } from "next/headers";
import { isAppOrigin } from "@/lib/allowed-origins";
import { randomToken } from "@/lib/crypto/random";
import type { Caller } from "@/lib/flows/caller";
import type { NewSession } from "@/lib/sessions/sessions";
import { getCaller, getRequestMetadata, setClientCookie } from "../caller";
import { clientCookieName, cookieOptions, sessionCookieName } from "../cookies";
import { setSessionCookie } from "../session-cookie";

/** What a client of the API is to hold from now on: another session, none any more (`null`), or the one it had. */
export type SessionChange = NewSession | null | undefined;

/** A client of the API: a browser keeps its secrets in cookies, an app keeps them itself, a script may do either. */
export type ApiClient = {
  caller: Caller;
  /** Gives the client what it is to hold. Returns the headers of the answer that do so. */
  hold: (session: SessionChange) => Promise<Record<string, string>>;
};

const TOKEN = /^Bearer +([\w-]{43})(?:\.([\w-]{43}))?$/i;

/**
 * Tells who calls the API. Whoever sends a bearer token is an app, and whoever says where it comes from, as a browser does
 * with all that changes something, is a browser. An extension, or an app in a web view, has an origin of its own scheme: its cookies are ignored, and it gets a bearer
 * token. Any other client may keep what it is given as either.
 *
 * @returns `null` for a bearer token that is none of ours
 */
export async function identifyClient(headers: Headers): Promise<ApiClient | null> {
  const authorization = headers.get("authorization") ?? "";
  if (/^Bearer\b/i.test(authorization)) {
    const [, clientToken, sessionToken = null] = TOKEN.exec(authorization) ?? [];
    if (clientToken === undefined) return null;
    return app({ clientToken, sessionToken, metadata: getRequestMetadata(headers) }, false);
  }
  const caller = await getCaller();
  if (isAppOrigin(headers.get("origin") ?? "")) {
    return app({ ...caller, clientToken: randomToken(), sessionToken: null }, true);
  }
  return isBrowser(headers) ? browser(caller) : either(caller, !(await hasCookies()));
}

const isBrowser = (headers: Headers) => headers.has("origin") || headers.has("sec-fetch-site");

async function hasCookies(): Promise<boolean> {
  const jar = await cookies();
  return jar.has(clientCookieName()) || jar.has(sessionCookieName());
}

/** The one token of an app: its client's, and after a dot its session's, as long as it has one. */
function app(caller: Caller, isNew: boolean): ApiClient {
  const { clientToken } = caller;
  return {
    caller,
    hold: async (session): Promise<Record<string, string>> => {
      if (session) return { Authorization: `Bearer ${clientToken}.${session.token}` };
      return session === null || isNew ? { Authorization: `Bearer ${clientToken}` } : {};
    },
  };
}

/** Gets both, and shows by its next call which of the two it keeps. */
function either(caller: Caller, isNew: boolean): ApiClient {
  return {
    caller,
    hold: async (session) => {
      await browser(caller).hold(session);
      return app(caller, isNew).hold(session);
    },
  };
}

function browser(caller: Caller): ApiClient {
  return {
    caller,
    hold: async (session) => {
      await setClientCookie(caller);
      if (session) await setSessionCookie(session);
      // With its attributes, or a browser keeps a cookie whose name begins with `__Host-`.
      if (session === null) (await cookies()).set(sessionCookieName(), "", { ...cookieOptions(), maxAge: 0 });
      return {};
    },
  };
}
