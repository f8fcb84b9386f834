import type { TaskKey } from "@/lib/session-tasks";

/** Additional pages that can complete a task. */
const ADDITIONAL_TASK_PATHS: Partial<Record<TaskKey, string[]>> = {
  "choose-organization": ["/organizations/invitation"],
};

/** Whether a page can complete a task: the task's own page at `url`, or an additional one. Safe to use in the browser. */
export function isTaskPath(path: string, { key, url }: { key: TaskKey; url: string }): boolean {
  return path === url || ADDITIONAL_TASK_PATHS[key]?.includes(path) === true;
}
