import { randomUUID } from "node:crypto";
import { cookies, headers } from "next/headers";
import type { RequestMetadata } from "@/lib/audit";
import { isRandomToken, randomToken } from "@/lib/crypto/random";
import type { Caller } from "@/lib/flows/caller";
import { preferredLocale } from "@/lib/i18n/locales";
import { CLIENT_COOKIE_MAX_AGE_SECONDS, clientCookieName, cookieOptions, sessionCookieName } from "./cookies";
import { requestAddress } from "./incoming-request";
import { requestLocale } from "./locale";

const MAX_USER_AGENT_LENGTH = 512;

/** Where a request came from. The request id is the one the middleware gave it; the language is the one it asks for. */
export function getRequestMetadata(requestHeaders: Headers): RequestMetadata {
  return {
    ipAddress: requestAddress(requestHeaders),
    userAgent: requestHeaders.get("user-agent")?.slice(0, MAX_USER_AGENT_LENGTH) ?? null,
    requestId: requestHeaders.get("x-request-id") ?? randomUUID(),
    locale: preferredLocale(requestHeaders.get("accept-language")),
  };
}

/** The token of the session cookie, whatever it is worth. */
export async function sessionToken(): Promise<string | null> {
  return (await cookies()).get(sessionCookieName())?.value ?? null;
}

/** The token of the client cookie, if it can be one of ours. */
async function clientToken(): Promise<string | null> {
  const token = (await cookies()).get(clientCookieName())?.value;
  return token !== undefined && isRandomToken(token) ? token : null;
}

/** Who calls, for a page: a browser without a client cookie is a client nobody has seen. */
export async function getCaller(): Promise<Caller> {
  const known = await clientToken();
  return {
    clientToken: known ?? randomToken(),
    isNewClient: known === null,
    sessionToken: await sessionToken(),
    metadata: { ...getRequestMetadata(await headers()), locale: await requestLocale() },
  };
}

/** Who calls, for a server action: gives the browser its client cookie, for another year. */
export async function getCallerAndSetClientCookie(): Promise<Caller> {
  const caller = await getCaller();
  await setClientCookie(caller);
  return caller;
}

/** Gives the browser the cookie of its client, for another year. */
export async function setClientCookie({ clientToken }: Caller): Promise<void> {
  const options = { ...cookieOptions(), maxAge: CLIENT_COOKIE_MAX_AGE_SECONDS };
  (await cookies()).set(clientCookieName(), clientToken, options);
}
