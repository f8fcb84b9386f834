"use client";

import { useEffect } from "react";
import { isTaskPath } from "@/lib/http/paths";
import type { SessionResource } from "@/lib/http/session-resource";

/** The channel between the tabs of a browser. A message means that the session may have changed. */
const CHANNEL = "session";

/** Redirects to the current task of a pending session. Reloads the page if the session has ended. */
async function followSession(): Promise<void> {
  const answer = await fetch("/api/v1/session", { cache: "no-store" }).catch(() => null);
  if (answer?.status === 401) return window.location.reload();
  if (!answer?.ok) return;
  const { pathname, search } = window.location;
  const { currentTask } = (await answer.json()) as SessionResource;
  if (currentTask === null || isTaskPath(pathname, currentTask)) return;
  window.location.assign(`${currentTask.url}?redirect_url=${encodeURIComponent(pathname + search)}`);
}

function followWhenVisible(): void {
  if (!document.hidden) void followSession();
}

/** Tells the other tabs when the user leaves a page after submitting a form, such as "Sign out". */
function announceLeaving(channel: BroadcastChannel): () => void {
  let isSubmitted = false;
  const submitted = () => {
    isSubmitted = true;
  };
  const leave = () => {
    if (isSubmitted) channel.postMessage("changed");
    isSubmitted = false;
  };
  document.addEventListener("submit", submitted);
  window.addEventListener("pagehide", leave);
  return () => {
    document.removeEventListener("submit", submitted);
    window.removeEventListener("pagehide", leave);
    leave();
  };
}

/**
 * Keeps a page of a signed-in user in step with the session: on load, when the page becomes visible again, and when
 * another tab may have changed the session. For convenience only: the server rejects ended and pending sessions itself.
 */
export function FollowSession() {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = followSession;
    const stopAnnouncing = announceLeaving(channel);
    document.addEventListener("visibilitychange", followWhenVisible);
    window.addEventListener("focus", followWhenVisible);
    followWhenVisible();
    return () => {
      document.removeEventListener("visibilitychange", followWhenVisible);
      window.removeEventListener("focus", followWhenVisible);
      stopAnnouncing();
      channel.close();
    };
  }, []);
  return null;
}

/** Reloads the reauthentication page after a form of another tab, which redirects if the user is reauthenticated. */
export function FollowReauthentication() {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = () => window.location.reload();
    const stopAnnouncing = announceLeaving(channel);
    return () => {
      stopAnnouncing();
      channel.close();
    };
  }, []);
  return null;
}
