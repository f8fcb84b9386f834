import { cookies } from "next/headers";
import { isAppOrigin } from "@/lib/allowed-origins";
import { randomToken } from "@/lib/crypto/random";
import type { Caller } from "@/lib/flows/caller";
import type { NewSession } from "@/lib/sessions/sessions";
import { getCaller, getRequestMetadata, setClientCookie } from "../caller";
import { clientCookieName, sessionCookieName } from "../cookies";
import { deleteSessionCookie, setSessionCookie } from "../session-cookie";

/** The change to the session of a client: a new session, `null` to remove it, or `undefined` to keep it. */
export type SessionChange = NewSession | null | undefined;

/**
 * A client of the API. A browser stores its secrets in cookies, an app stores them itself, and a script can do either.
 */
export type ApiClient = {
  caller: Caller;
  /** Writes a session change to the client. Returns the response headers that the change needs. */
  writeCredentials: (session: SessionChange) => Promise<Record<string, string>>;
};

const TOKEN = /^Bearer +([\w-]{43})(?:\.([\w-]{43}))?$/i;

/**
 * Identifies the client of an API request. A request with a bearer token comes from an app. A request with an `Origin`
 * or `Sec-Fetch-Site` header comes from a browser; browsers send `Origin` with every request that changes state. An
 * extension, or an app in a web view, has an origin with its own scheme: its cookies are ignored, and it receives a
 * bearer token. Any other client receives both and can keep either.
 *
 * @returns `null` for a bearer token with an invalid format
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

/** An app has one token: the client token, followed by a dot and the session token if there is a session. */
function app(caller: Caller, isNew: boolean): ApiClient {
  const { clientToken } = caller;
  return {
    caller,
    writeCredentials: async (session): Promise<Record<string, string>> => {
      if (session) return { Authorization: `Bearer ${clientToken}.${session.token}` };
      return session === null || isNew ? { Authorization: `Bearer ${clientToken}` } : {};
    },
  };
}

/** Sends both the cookies and the token. The next request of the client shows which one it keeps. */
function either(caller: Caller, isNew: boolean): ApiClient {
  return {
    caller,
    writeCredentials: async (session) => {
      await browser(caller).writeCredentials(session);
      return app(caller, isNew).writeCredentials(session);
    },
  };
}

function browser(caller: Caller): ApiClient {
  return {
    caller,
    writeCredentials: async (session) => {
      await setClientCookie(caller);
      if (session) await setSessionCookie(session);
      if (session === null) await deleteSessionCookie();
      return {};
    },
  };
}
