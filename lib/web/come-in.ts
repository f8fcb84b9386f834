import { redirect } from "next/navigation";
import type { Entry } from "@/lib/flows/sign-in/enter";
import { findSession } from "@/lib/session/find";
import type { NewSession } from "@/lib/session/rows";
import { taskPageFor } from "./access";
import { openSession } from "./auth";

/**
 * Leads somebody in whose factors are proven, or to their second factor. For server actions.
 *
 * @param onwards the checked place to go on to
 */
export async function comeIn(entry: Entry, onwards: string): Promise<never> {
  if (entry.status === "needs_second_factor") redirect(`/sign-in/factor-two?attempt=${entry.signInId}`);
  return comeInWith(entry.session, onwards);
}

/**
 * Gives the browser a session and leads it on: to what the session has to do first, if anything, rather than to a page that
 * would lead there in its turn, for a browser that is led on twice shows the address of neither. For server actions.
 *
 * @param onwards the checked place to go on to
 */
export async function comeInWith(session: NewSession, onwards: string): Promise<never> {
  await openSession(session);
  const [task] = (await findSession(session.token))?.tasks ?? [];
  redirect(task === undefined ? onwards : taskPageFor(task, onwards));
}
