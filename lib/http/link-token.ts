import { cookies } from "next/headers";
import {
  cookieOptions,
  LINK_COOKIE_MAX_AGE_SECONDS,
  linkCookieName,
  reportCookieName,
  resetCookieName,
  signUpInvitationCookieName,
} from "./cookies";

/** Returns the token of the link that this browser opened most recently. */
export async function getLinkTokenCookie(): Promise<string | null> {
  return (await cookies()).get(linkCookieName())?.value ?? null;
}

/** Returns the token of the invitation to create an account that this browser opened most recently. */
export async function getSignUpInvitationCookie(): Promise<string | null> {
  return (await cookies()).get(signUpInvitationCookieName())?.value ?? null;
}

/** Returns the token of the link to report a sign-in that this browser opened most recently. */
export async function getReportTokenCookie(): Promise<string | null> {
  return (await cookies()).get(reportCookieName())?.value ?? null;
}

/** Stores the token of a link as the most recently opened one. For server actions. */
export async function setLinkTokenCookie(token: string): Promise<void> {
  const options = { ...cookieOptions(), maxAge: LINK_COOKIE_MAX_AGE_SECONDS };
  (await cookies()).set(linkCookieName(), token, options);
}

/** Returns the access token of the password reset link that this browser opened most recently. */
export async function getResetTokenCookie(): Promise<string | null> {
  return (await cookies()).get(resetCookieName())?.value ?? null;
}

/** Deletes a consumed access token, unless another link was opened since. For server actions. */
export async function clearResetTokenCookie(token: string): Promise<void> {
  if ((await getResetTokenCookie()) !== token) return;
  (await cookies()).set(resetCookieName(), "", { ...cookieOptions(), maxAge: 0 });
}
