import { redirect } from "next/navigation";
import type { SignInOutcome } from "@/lib/flows/sign-in/complete-first-factor";
import { findSession } from "@/lib/sessions/find";
import type { NewSession } from "@/lib/sessions/sessions";
import { taskPathWithRedirect } from "./access";
import { safeRedirectUrl } from "./safe-redirect";
import { setSessionCookie } from "./session-cookie";

/**
 * Redirects after a verified first factor: to the second factor if one is required, otherwise with a new session. For
 * server actions.
 *
 * @param redirectTo the page to redirect to
 */
export async function redirectAfterSignIn(outcome: SignInOutcome, redirectTo: string): Promise<never> {
  if (outcome.status === "needs_second_factor") redirect(`/sign-in/factor-two?attempt=${outcome.signInId}`);
  return startSessionAndRedirect(outcome.session, redirectTo);
}

/**
 * Sets the session cookie and redirects straight to the first pending task: after two chained redirects in a server
 * action the browser shows a wrong URL. Without a task it redirects to `redirectTo`. For server actions.
 *
 * @param redirectTo the page to redirect to; checked again, because the settings may have changed since it was stored
 */
export async function startSessionAndRedirect(session: NewSession, redirectTo: string): Promise<never> {
  await setSessionCookie(session);
  const [task] = session.created?.tasks ?? (await findSession(session.token))?.tasks ?? [];
  const target = safeRedirectUrl(redirectTo);
  redirect(task === undefined ? target : taskPathWithRedirect(task, target));
}
