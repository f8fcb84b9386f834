import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { isTaskPage, PATH_HEADER, taskPathWithRedirect } from "@/lib/http/access";
import { currentSession } from "@/lib/http/guard";

/**
 * Leads a pending session to its current task, and lets everybody else be. For a page, or for a layout, which leads there
 * from every page below it but those on which the task is done.
 *
 * @param returnTo the path to go on to once the tasks are done
 */
export async function RedirectToTasks({ returnTo = "/" }: { returnTo?: string }) {
  const [task] = (await currentSession())?.tasks ?? [];
  if (task === undefined) return null;
  const path = (await headers()).get(PATH_HEADER) ?? "";
  return isTaskPage(path, task) ? null : redirect(taskPathWithRedirect(task, returnTo));
}
