import { redirect } from "next/navigation";
import { taskPageFor } from "@/lib/web/access";
import { currentSession } from "@/lib/web/guard";

/**
 * Leads a pending session to its current task, and lets everybody else be. For a page, or for a layout, which leads there
 * from every page below it.
 *
 * @param returnTo the path to go on to once the tasks are done
 */
export async function RedirectToTasks({ returnTo = "/" }: { returnTo?: string }) {
  const [task] = (await currentSession())?.tasks ?? [];
  if (task !== undefined) redirect(taskPageFor(task, returnTo));
  return null;
}
