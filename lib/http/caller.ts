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

/**
 * Returns the metadata of a request: IP address, user agent, request id and locale. The middleware sets the request id.
 * The locale comes from the `Accept-Language` header.
 */
export function getRequestMetadata(requestHeaders: Headers): RequestMetadata {
  return {
    ipAddress: requestAddress(requestHeaders),
    userAgent: requestHeaders.get("user-agent")?.slice(0, MAX_USER_AGENT_LENGTH) ?? null,
    requestId: requestHeaders.get("x-request-id") ?? randomUUID(),
    locale: preferredLocale(requestHeaders.get("accept-language")),
  };
}

/** Returns the token of the session cookie, valid or not. */
export async function sessionToken(): Promise<string | null> {
  return (await cookies()).get(sessionCookieName())?.value ?? null;
}

/** Returns the token of the client cookie if it has the format of a token of this app. */
async function clientToken(): Promise<string | null> {
  const token = (await cookies()).get(clientCookieName())?.value;
  return token !== undefined && isRandomToken(token) ? token : null;
}

/** Returns the caller of a page request. A browser without a client cookie counts as a new client. */
export async function getCaller(): Promise<Caller> {
  const known = await clientToken();
  return {
    clientToken: known ?? randomToken(),
    isNewClient: known === null,
    sessionToken: await sessionToken(),
    metadata: { ...getRequestMetadata(await headers()), locale: await requestLocale() },
  };
}

/** Returns the caller of a server action and renews the client cookie for a year. */
export async function getCallerAndSetClientCookie(): Promise<Caller> {
  const caller = await getCaller();
  await setClientCookie(caller);
  return caller;
}

/** Sets the client cookie for a year. */
export async function setClientCookie({ clientToken }: Caller): Promise<void> {
  const options = { ...cookieOptions(), maxAge: CLIENT_COOKIE_MAX_AGE_SECONDS };
  (await cookies()).set(clientCookieName(), clientToken, options);
}
