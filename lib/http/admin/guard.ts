import type { CurrentSession } from "@/lib/sessions/find";
import { requireActiveSession } from "../guard";
import { redirectToNotFound } from "../not-found";

/**
 * Returns the active session of an admin. Redirects other signed-in users to "page not found".
 *
 * @param returnTo the path to return to after signing in
 */
export async function requireAdmin(returnTo: string): Promise<CurrentSession> {
  const session = await requireActiveSession(returnTo);
  if (!session.user.isAdmin) redirectToNotFound();
  return session;
}
