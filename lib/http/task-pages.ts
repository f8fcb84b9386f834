import type { TaskKey } from "@/lib/session-tasks";

/** Pages beside its own on which a task can be done. */
const ADDITIONAL_TASK_PATHS: Partial<Record<TaskKey, string[]>> = {
  "choose-organization": ["/organizations/invitation"],
};

/** Whether a task can be done on the page of a path: on its own, at `url`, or on another one. A browser may ask this too. */
export function isTaskPath(path: string, { key, url }: { key: TaskKey; url: string }): boolean {
  return path === url || ADDITIONAL_TASK_PATHS[key]?.includes(path) === true;
}
