import { cookies } from "next/headers";
import { config } from "@/lib/config";
import { endSession } from "@/lib/flows/session";
import type { NewSession } from "@/lib/sessions/sessions";
import { getCaller } from "./caller";
import { cookieOptions, sessionCookieName } from "./cookies";

/** Sets the cookie of a new session. For server actions and route handlers. */
export async function setSessionCookie({ token }: NewSession): Promise<void> {
  (await cookies()).set(sessionCookieName(), token, {
    ...cookieOptions(),
    maxAge: config().session.maxAgeSeconds,
  });
}

/**
 * Deletes the session cookie. The attributes are required: without them, a browser does not delete a cookie whose name
 * starts with `__Host-`.
 */
export async function deleteSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", { ...cookieOptions(), maxAge: 0 });
}

/** Revokes the session of this browser, if it has one. */
export async function revokeCurrentSession(): Promise<void> {
  const { sessionToken, metadata } = await getCaller();
  if (sessionToken !== null) await endSession(sessionToken, metadata);
}

/** Revokes the session of this browser and deletes its cookie. For server actions. */
export async function signOutCurrentSession(): Promise<void> {
  await revokeCurrentSession();
  await deleteSessionCookie();
}
