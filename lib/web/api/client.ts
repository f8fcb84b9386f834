import { cookies } from "next/headers";
import type { Caller } from "@/lib/flows/caller";
import { randomToken } from "@/lib/secrets/random";
import type { NewSession } from "@/lib/session/rows";
import { openSession } from "../auth";
import { readCaller, rememberClient, requestFacts } from "../caller";
import { clientCookieName, sessionCookieName } from "../cookies";

/** What a client of the API is to hold from now on: another session, none any more (`null`), or the one it had. */
export type Held = NewSession | null | undefined;

/** A client of the API: a browser keeps its secrets in cookies, an app keeps them itself. */
export type ApiClient = {
  caller: Caller;
  /** Gives the client what it is to hold. Returns the headers of the answer that do so. */
  hold: (session: Held) => Promise<Record<string, string>>;
};

const TOKEN = /^Bearer +([\w-]{43})(?:\.([\w-]{43}))?$/i;

/**
 * Tells who calls the API. Whoever sends a bearer token is an app, and so is whoever sends nothing that a browser would;
 * anybody else is a browser.
 *
 * @returns `null` for a bearer token that is none of ours
 */
export async function identifyClient(headers: Headers): Promise<ApiClient | null> {
  const authorization = headers.get("authorization") ?? "";
  if (/^Bearer\b/i.test(authorization)) {
    const [, clientToken, sessionToken = null] = TOKEN.exec(authorization) ?? [];
    return clientToken === undefined ? null : app(headers, { clientToken, sessionToken, isNew: false });
  }
  if (await isBrowser(headers)) return browser(await readCaller());
  return app(headers, { clientToken: randomToken(), sessionToken: null, isNew: true });
}

async function isBrowser(headers: Headers): Promise<boolean> {
  if (headers.has("origin") || headers.has("sec-fetch-site")) return true;
  const jar = await cookies();
  return jar.has(clientCookieName()) || jar.has(sessionCookieName());
}

/** The one token of an app: its client's, and after a dot its session's, as long as it has one. */
function app(
  headers: Headers,
  { clientToken, sessionToken, isNew }: { clientToken: string; sessionToken: string | null; isNew: boolean },
): ApiClient {
  return {
    caller: { clientToken, sessionToken, facts: requestFacts(headers) },
    hold: async (session): Promise<Record<string, string>> => {
      if (session) return { Authorization: `Bearer ${clientToken}.${session.token}` };
      return session === null || isNew ? { Authorization: `Bearer ${clientToken}` } : {};
    },
  };
}

function browser(caller: Caller): ApiClient {
  return {
    caller,
    hold: async (session) => {
      await rememberClient(caller);
      if (session) await openSession(session);
      if (session === null) (await cookies()).delete(sessionCookieName());
      return {};
    },
  };
}
