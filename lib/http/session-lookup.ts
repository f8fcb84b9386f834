import { randomBytes } from "node:crypto";
import { globalSingleton } from "@/lib/global-singleton";
import { type CurrentSession, findSession } from "@/lib/sessions/find";

/**
 * The request header with the ID of the lookup that the middleware made for the same request. The value of the client
 * is removed before Next.js reads the request, and again by the middleware.
 */
export const SESSION_LOOKUP_HEADER = "x-latchkey-session-lookup";

/** Milliseconds for which a lookup can be used. A page starts within a few of them, unless the process is busy. */
const MAX_AGE_MS = 2000;
/** The number of lookups that are kept. Beyond it the oldest is removed, and its page queries the database. */
export const MAX_LOOKUPS = 1000;

type Lookup = { token: string; session: CurrentSession | null; expiresAtMs: number };

/** Shared by the middleware and the pages, which are separate bundles. The oldest entry is the first. */
const lookups = globalSingleton("session-lookups", () => new Map<string, Lookup>());

/**
 * Looks up a session once for the middleware and the page of one request, and keeps the result for the page.
 *
 * @param token the session token of the request
 * @returns the result, and the ID under which `sessionOfRequest` finds it once, within two seconds
 */
export async function lookUpSession(token: string): Promise<{ session: CurrentSession | null; id: string }> {
  const session = await findSession(token);
  const id = randomBytes(16).toString("base64url");
  removeExpired();
  lookups.set(id, { token, session, expiresAtMs: performance.now() + MAX_AGE_MS });
  return { session, id };
}

function removeExpired(): void {
  const now = performance.now();
  for (const [id, { expiresAtMs }] of lookups) {
    if (expiresAtMs > now && lookups.size < MAX_LOOKUPS) return;
    lookups.delete(id);
  }
}

/**
 * Returns the session of a request for a page: the result of the middleware's lookup if it is available, otherwise that
 * of a new one. A lookup is used at most once and only for the token it was made for.
 *
 * @param token the session token of the request
 * @param id the value of the lookup header, or `null`
 */
export async function sessionOfRequest(token: string, id: string | null): Promise<CurrentSession | null> {
  const lookup = id === null ? undefined : lookups.get(id);
  if (id === null || lookup === undefined) return findSession(token);
  lookups.delete(id);
  const isUsable = lookup.token === token && lookup.expiresAtMs > performance.now();
  return isUsable ? lookup.session : findSession(token);
}
