import type { CurrentSession } from "@/lib/sessions/find";
import { requireActiveSession } from "../guard";
import { redirectToNotFound } from "../not-found";

/**
 * The active session of an administrator. To anybody else who is signed in there is no such page.
 *
 * @param returnTo the path to come back to after signing in
 */
export async function requireAdmin(returnTo: string): Promise<CurrentSession> {
  const session = await requireActiveSession(returnTo);
  if (!session.user.isAdmin) redirectToNotFound();
  return session;
}
