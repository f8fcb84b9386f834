"use client";

import { useEffect } from "react";
import type { SessionResource } from "@/lib/http/session-resource";
import { isTaskPath } from "@/lib/http/task-pages";

/** The page of the current task of this browser's session; `null` without one, or where that can be done on the page of a path. */
async function taskUrl(path: string): Promise<string | null> {
  const answer = await fetch("/api/v1/session", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return null;
  const { currentTask } = (await answer.json()) as SessionResource;
  return currentTask === null || isTaskPath(path, currentTask) ? null : currentTask.url;
}

/**
 * Leads the browser to the current task as soon as its session is pending: when the page is shown, and whenever somebody
 * comes back to it. The server refuses a pending session anyway; this only spares its person a click that leads nowhere.
 */
export function RedirectToTasks() {
  useEffect(() => {
    const check = async () => {
      if (document.hidden) return;
      const { pathname, search } = window.location;
      const url = await taskUrl(pathname);
      if (url === null) return;
      const here = pathname + search;
      window.location.assign(`${url}?redirect_url=${encodeURIComponent(here)}`);
    };
    document.addEventListener("visibilitychange", check);
    window.addEventListener("focus", check);
    check();
    return () => {
      document.removeEventListener("visibilitychange", check);
      window.removeEventListener("focus", check);
    };
  }, []);
  return null;
}
