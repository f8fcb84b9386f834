import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { isTaskPage, PATH_HEADER, taskPathWithRedirect } from "@/lib/http/access";
import { currentSession } from "@/lib/http/guard";

/**
 * Redirects a pending session to its current task and does nothing otherwise. For pages and layouts; a layout redirects
 * from every page below it except those that can complete the task.
 *
 * @param returnTo the path to redirect to after the tasks are completed
 */
export async function RedirectToTasks({ returnTo = "/" }: { returnTo?: string }) {
  const [task] = (await currentSession())?.tasks ?? [];
  if (task === undefined) return null;
  const path = (await headers()).get(PATH_HEADER) ?? "";
  return isTaskPage(path, task) ? null : redirect(taskPathWithRedirect(task, returnTo));
}
