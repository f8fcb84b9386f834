"use client";

import { useEffect } from "react";
import { isTaskPath } from "@/lib/http/paths";
import type { SessionResource } from "@/lib/http/session-resource";

/** Returns the page of the session's current task; `null` without a task or if this page can complete it. */
async function taskUrl(path: string): Promise<string | null> {
  const answer = await fetch("/api/v1/session", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return null;
  const { currentTask } = (await answer.json()) as SessionResource;
  return currentTask === null || isTaskPath(path, currentTask) ? null : currentTask.url;
}

/**
 * Redirects the browser to the current task if the session is pending: on load, and whenever the page becomes visible
 * again. For convenience only: the server rejects pending sessions itself.
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
