"use client";

import { useActionState, useEffect, useState } from "react";
import { emptyFormState } from "@/lib/web/form-state";
import { resendCodeAction } from "./actions";

type ResendProps = { attempt: string; inSeconds: number; cooldownSeconds: number };

/** Counts down to zero; without JavaScript the first number stands. */
function useCountdown(from: number, restart: unknown): number {
  const [left, setLeft] = useState(from);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer starts the countdown anew
  useEffect(() => {
    const end = performance.now() + from * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [from, restart]);
  return left;
}

/** Asks for a new code, once the server allows it again. */
export function Resend({ attempt, inSeconds, cooldownSeconds }: ResendProps) {
  const [state, action, isPending] = useActionState(resendCodeAction, emptyFormState);
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const left = useCountdown(state.notice ? cooldownSeconds : inSeconds, state);
  return (
    <form action={action} className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <input type="hidden" name="attempt" value={attempt} />
      <button type="submit" className="button button-quiet" disabled={scripted && (left > 0 || isPending)}>
        Resend
      </button>
      {left > 0 && <span>You can ask for another code in {left} s.</span>}
      <p role="status" className="w-full empty:hidden">
        {state.notice}
      </p>
      <p role="alert" className="w-full text-wrong empty:hidden">
        {state.errors[0]?.longMessage}
      </p>
    </form>
  );
}
