import { config } from "@/lib/config";

const prefix = () => (config().secureCookies ? "__Host-" : "");

/** The session cookie: an opaque token. `__Host-` binds it to this host wherever the app is served by https. */
export const sessionCookieName = () => `${prefix()}latchkey.session`;

/** The client cookie: the browser's own secret, to which what it begins is bound. */
export const clientCookieName = () => `${prefix()}latchkey.client`;

/** The link cookie: the token of the link that was opened last, which leaves the URL for it. */
export const linkCookieName = () => `${prefix()}latchkey.link`;

/** The reset cookie: the access token of the link to reset a password with that was opened last. */
export const resetCookieName = () => `${prefix()}latchkey.reset`;

/** The invitation cookie: the token of the invitation that was opened last, likewise. */
export const invitationCookieName = () => `${prefix()}latchkey.invitation`;

/** The goodbye cookie: that an account was deleted in this browser, and nothing of whose. */
export const goodbyeCookieName = () => `${prefix()}latchkey.goodbye`;

/** The language cookie: the one that was chosen over what the browser asks for. */
export const localeCookieName = () => `${prefix()}latchkey.locale`;

/** How all cookies are set. */
export const cookieOptions = () => ({
  httpOnly: true,
  sameSite: "lax" as const,
  path: "/",
  secure: config().secureCookies,
});

/** A year: whoever does not come back for so long chooses again. */
export const LOCALE_COOKIE_MAX_AGE_SECONDS = 365 * 24 * 3600;

/** A year: attempts end by the database's clock long before. */
export const CLIENT_COOKIE_MAX_AGE_SECONDS = 365 * 24 * 3600;

/** An hour: a link ends long before. */
export const LINK_COOKIE_MAX_AGE_SECONDS = 3600;

/** Ten minutes: long enough to read a page, and to load it again. */
export const GOODBYE_COOKIE_MAX_AGE_SECONDS = 600;

/** A day: signing up on the way to an answer may take a while. */
export const INVITATION_COOKIE_MAX_AGE_SECONDS = 24 * 3600;
