import { cookies } from "next/headers";
import { cookieOptions, LINK_COOKIE_MAX_AGE_SECONDS, linkCookieName, resetCookieName } from "./cookies";

/** The token of the link that this browser opened last. */
export async function getLinkTokenCookie(): Promise<string | null> {
  return (await cookies()).get(linkCookieName())?.value ?? null;
}

/** Makes a link the one that was opened last. For server actions. */
export async function setLinkTokenCookie(token: string): Promise<void> {
  const options = { ...cookieOptions(), maxAge: LINK_COOKIE_MAX_AGE_SECONDS };
  (await cookies()).set(linkCookieName(), token, options);
}

/** The access token of the link to reset a password with that this browser opened last. */
export async function getResetTokenCookie(): Promise<string | null> {
  return (await cookies()).get(resetCookieName())?.value ?? null;
}

/** Drops an access token that is consumed, unless another link was opened since. For server actions. */
export async function clearResetTokenCookie(token: string): Promise<void> {
  if ((await getResetTokenCookie()) !== token) return;
  (await cookies()).set(resetCookieName(), "", { ...cookieOptions(), maxAge: 0 });
}
