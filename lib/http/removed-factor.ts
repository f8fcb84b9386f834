import { findSession } from "@/lib/sessions/find";
import type { NewSession } from "@/lib/sessions/sessions";
import { setSessionCookie } from "./session-cookie";
import { startSessionAndRedirect } from "./sign-in-redirect";

/**
 * Sets the new token of a session whose user has removed a second factor. Redirects to the session task that is pending
 * because of it. For server actions.
 *
 * @param redirectTo the page of the action
 * @returns whether two-step verification is still on
 */
export async function continueWithoutFactor(session: NewSession, redirectTo: string): Promise<boolean> {
  const current = await findSession(session.token);
  if (current === null || current.tasks.length > 0) return startSessionAndRedirect(session, redirectTo);
  await setSessionCookie(session);
  return current.hasSecondFactor;
}
