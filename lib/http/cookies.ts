import { config } from "@/lib/config";
import { isRandomToken, randomToken } from "@/lib/crypto/random";

/**
 * Returns the full name of a cookie. The `__Host-` prefix binds it to this host if the app is served over https.
 */
export const cookieName = (name: string) => `${config().secureCookies ? "__Host-" : ""}latchkey.${name}`;

/** The session cookie: an opaque token. */
export const sessionCookieName = () => cookieName("session");

/** The client cookie: the secret of this browser, to which its attempts are bound. */
export const clientCookieName = () => cookieName("client");

/** The link cookie: the token of the most recently opened link. The token is removed from the URL. */
export const linkCookieName = () => cookieName("link");

/** The reset cookie: the access token of the most recently opened password reset link. */
export const resetCookieName = () => cookieName("reset");

/** The sign-up invitation cookie: the token of the most recently opened invitation to create an account. */
export const signUpInvitationCookieName = () => cookieName("sign-up-invitation");

/** The report cookie: the token of the most recently opened link to report a sign-in. */
export const reportCookieName = () => cookieName("report");

/** Marks that an account was just deleted in this browser. Contains no user data. */
export const goodbyeCookieName = () => cookieName("goodbye");

/** The language cookie: the chosen language, which takes precedence over `Accept-Language`. */
export const localeCookieName = () => cookieName("locale");

/** The options of every cookie. */
export const cookieOptions = () => ({
  httpOnly: true,
  sameSite: "lax" as const,
  path: "/",
  secure: config().secureCookies,
});

/** One year. After that the user has to choose a language again. */
export const LOCALE_COOKIE_MAX_AGE_SECONDS = 365 * 24 * 3600;

/** One year. Attempts expire long before, by the clock of the database. */
export const CLIENT_COOKIE_MAX_AGE_SECONDS = 365 * 24 * 3600;

/** One hour. Links expire long before. */
export const LINK_COOKIE_MAX_AGE_SECONDS = 3600;

/** Ten minutes: enough to read the page and to reload it. */
export const GOODBYE_COOKIE_MAX_AGE_SECONDS = 600;

/**
 * Returns a client cookie for a browser that has none, or whose cookie has an invalid format.
 *
 * @param current the value of the client cookie of the request
 * @returns the cookie to set, or `null` if the browser keeps its own
 */
export function newClientCookie(current: string | undefined) {
  if (current !== undefined && isRandomToken(current)) return null;
  const options = { ...cookieOptions(), maxAge: CLIENT_COOKIE_MAX_AGE_SECONDS };
  return { name: clientCookieName(), value: randomToken(), ...options };
}
