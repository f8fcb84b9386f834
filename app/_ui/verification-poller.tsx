"use client";

import { useEffect } from "react";
import { useClientMessages } from "./client-messages";

/** The polling interval if no events arrive, and its growth. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;
const GROWTH = 1.5;
/** The reload interval of a page without JavaScript. */
const REFRESH_SECONDS = 4;

/**
 * Calls `onChange` once, when the verification is no longer pending. Uses server-sent events, or polls with growing
 * intervals if they fail. Pauses in a hidden tab.
 *
 * @returns a function that stops waiting
 */
function waitFor(verificationId: string, onChange: () => void): () => void {
  const url = `/api/verifications/${verificationId}`;
  let events: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let round = 0;

  const ask = async () => {
    const current = round;
    const answer = await fetch(url, { cache: "no-store" }).catch(() => null);
    const status = answer?.ok ? ((await answer.json()) as { status: string }).status : "unverified";
    // Paused or stopped while the request was open.
    if (current !== round) return;
    if (status !== "unverified") return end();
    timer = setTimeout(ask, pauseMs);
    pauseMs = Math.min(pauseMs * GROWTH, LONGEST_PAUSE_MS);
  };
  const pause = () => {
    round++;
    events?.close();
    events = null;
    clearTimeout(timer);
  };
  const listen = () => {
    pause();
    if (document.hidden) return;
    events = new EventSource(`${url}/events`);
    events.addEventListener("status", end);
    events.addEventListener("error", () => {
      if (events?.readyState !== EventSource.CLOSED) return;
      pause();
      timer = setTimeout(ask, pauseMs);
    });
  };
  const stop = () => {
    document.removeEventListener("visibilitychange", listen);
    pause();
  };
  // A second reload would interrupt the first, after the server has completed the attempt for this tab.
  const end = () => {
    stop();
    onChange();
  };
  document.addEventListener("visibilitychange", listen);
  listen();
  return stop;
}

/** Shows that a link is pending, and reloads the page after it is confirmed or expired. */
export function VerificationPoller({
  verificationId,
  endsInSeconds,
}: {
  verificationId: string;
  endsInSeconds: number;
}) {
  const texts = useClientMessages("waiting");
  useEffect(() => {
    const reload = () => window.location.reload();
    const stop = waitFor(verificationId, reload);
    const end = setTimeout(reload, (endsInSeconds + 1) * 1000);
    return () => {
      stop();
      clearTimeout(end);
    };
  }, [verificationId, endsInSeconds]);
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={String(REFRESH_SECONDS)} />
      </noscript>
      <p role="status" className="flex items-center gap-3 text-quiet">
        <span aria-hidden="true" className="waiting-dot" />
        {texts.hint}
      </p>
    </>
  );
}
