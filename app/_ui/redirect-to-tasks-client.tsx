"use client";

import { useEffect } from "react";

type SessionAnswer = { status: "active" | "pending"; currentTask: { key: string; url: string } | null };

/** The page of the current task of this browser's session, or `null`. */
async function taskUrl(): Promise<string | null> {
  const answer = await fetch("/api/v1/session", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return null;
  return ((await answer.json()) as SessionAnswer).currentTask?.url ?? null;
}

/**
 * Leads the browser to the current task as soon as its session is pending: when the page is shown, and whenever somebody
 * comes back to it. The server refuses a pending session anyway; this only spares its person a click that leads nowhere.
 */
export function RedirectToTasks() {
  useEffect(() => {
    const check = async () => {
      if (document.hidden) return;
      const url = await taskUrl();
      if (url === null) return;
      const here = window.location.pathname + window.location.search;
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
