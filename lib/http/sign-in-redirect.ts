import { redirect } from "next/navigation";
import type { SignInOutcome } from "@/lib/flows/sign-in/complete-first-factor";
import { findSession } from "@/lib/sessions/find";
import type { NewSession } from "@/lib/sessions/sessions";
import { taskPathWithRedirect } from "./access";
import { setSessionCookie } from "./session-cookie";

/**
 * Leads somebody in whose factors are proven, or to their second factor. For server actions.
 *
 * @param redirectTo the checked place to go on to
 */
export async function redirectAfterSignIn(entry: SignInOutcome, redirectTo: string): Promise<never> {
  if (entry.status === "needs_second_factor") redirect(`/sign-in/factor-two?attempt=${entry.signInId}`);
  return startSessionAndRedirect(entry.session, redirectTo);
}

/**
 * Gives the browser a session and leads it on: to what the session has to do first, if anything, rather than to a page that
 * would lead there in its turn, for a browser that is led on twice shows the address of neither. For server actions.
 *
 * @param redirectTo the checked place to go on to
 */
export async function startSessionAndRedirect(session: NewSession, redirectTo: string): Promise<never> {
  await setSessionCookie(session);
  const [task] = (await findSession(session.token))?.tasks ?? [];
  redirect(task === undefined ? redirectTo : taskPathWithRedirect(task, redirectTo));
}
