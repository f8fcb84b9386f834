"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** The first refresh comes just after the first outcome can be shown; each delay grows. */
const FIRST_DELAY_MS = 4_000;
const LONGEST_DELAY_MS = 30_000;
const GROWTH = 1.5;
/** About five minutes. */
const MAX_REFRESHES = 12;

/** Refreshes the page while the delivery status of its message may change. Fields keep their input. */
export function DeliveryRefresh() {
  const router = useRouter();
  useEffect(() => {
    let delayMs = FIRST_DELAY_MS;
    let refreshes = 0;
    const refresh = () => {
      if (!document.hidden) router.refresh();
      refreshes++;
      delayMs = Math.min(delayMs * GROWTH, LONGEST_DELAY_MS);
      if (refreshes < MAX_REFRESHES) timer = setTimeout(refresh, delayMs);
    };
    let timer = setTimeout(refresh, delayMs);
    return () => clearTimeout(timer);
  }, [router]);
  return null;
}
