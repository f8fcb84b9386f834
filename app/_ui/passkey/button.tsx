"use client";

import { type PasskeyProps, usePasskey, usePasskeySupport } from "./use-passkey";

/** Asks for a passkey. Not there where the browser knows none, or runs no script. */
export function PasskeyButton({ label, ...passkey }: PasskeyProps & { label: string }) {
  const isSupported = usePasskeySupport();
  const { isBusy, problem, ask } = usePasskey(passkey);
  return isSupported ? <AskButton label={label} isBusy={isBusy} problem={problem} ask={ask} /> : null;
}

type AskButtonProps = {
  label: string;
  isBusy: boolean;
  problem: string | undefined;
  ask: () => Promise<void>;
};

/** The button itself, and what went wrong. */
export function AskButton({ label, isBusy, problem, ask }: AskButtonProps) {
  return (
    <div>
      <button
        type="button"
        className="button button-quiet w-full"
        aria-disabled={isBusy}
        onClick={() => !isBusy && ask()}
      >
        {isBusy ? "Waiting for your passkey…" : label}
      </button>
      <p role="alert" className="mt-1.5 text-sm text-wrong empty:hidden">
        {problem}
      </p>
    </div>
  );
}
