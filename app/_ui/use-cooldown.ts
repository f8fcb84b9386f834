"use client";

import { useEffect, useState } from "react";

/** Counts down to zero. Without JavaScript the initial value remains. */
function useCountdown(from: number, restart: unknown): number {
  const [left, setLeft] = useState(from);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each response restarts the countdown
  useEffect(() => {
    const end = performance.now() + from * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [from, restart]);
  return left;
}

/**
 * Counts down a cooldown of the server. It blocks only with JavaScript: without it, the page does not count.
 *
 * @param from seconds
 * @param restart a new value starts the countdown again
 */
export function useCooldown(from: number, restart: unknown): { left: number; isRunning: boolean } {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const left = useCountdown(from, restart);
  return { left, isRunning: scripted && left > 0 };
}
