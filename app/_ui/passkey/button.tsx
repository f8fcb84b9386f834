"use client";

import { useTexts } from "../client-texts";
import { type PasskeyProps, usePasskey, usePasskeySupport } from "./use-passkey";

/** Asks for a passkey, to prove who somebody is. Not there where the browser knows none, or runs no script. */
export function PasskeyButton({ isMain, ...passkey }: PasskeyProps & { isMain: boolean }) {
  const texts = useTexts("passkey");
  const isSupported = usePasskeySupport();
  const { isBusy, problem, ask } = usePasskey(passkey);
  return isSupported ? (
    <AskButton label={texts.use} isMain={isMain} isBusy={isBusy} problem={problem} ask={ask} />
  ) : null;
}

type AskButtonProps = {
  label: string;
  /** Whether it is what most people come for. */
  isMain?: boolean;
  isBusy: boolean;
  problem: string | undefined;
  ask: () => Promise<void>;
};

/** The button itself, and what went wrong. */
export function AskButton({ label, isMain = false, isBusy, problem, ask }: AskButtonProps) {
  const texts = useTexts("passkey");
  return (
    <div>
      <button
        type="button"
        className={`button w-full ${isMain ? "button-primary" : "button-quiet"}`}
        aria-disabled={isBusy}
        onClick={() => !isBusy && ask()}
      >
        {isBusy ? texts.waiting : label}
      </button>
      <p role="alert" className="mt-1.5 text-sm text-wrong empty:hidden">
        {problem}
      </p>
    </div>
  );
}
