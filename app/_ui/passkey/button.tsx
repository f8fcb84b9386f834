"use client";

import { useClientMessages } from "../client-messages";
import { type PasskeyProps, usePasskey, usePasskeySupport } from "./use-passkey";

/** The button that authenticates by passkey. Hidden if the browser does not support passkeys or runs no scripts. */
export function PasskeyButton({ isMain, ...passkey }: PasskeyProps & { isMain: boolean }) {
  const texts = useClientMessages("passkey");
  const isSupported = usePasskeySupport();
  const { isBusy, problem, ask } = usePasskey(passkey);
  return isSupported ? (
    <PasskeyRequestButton label={texts.use} isMain={isMain} isBusy={isBusy} problem={problem} ask={ask} />
  ) : null;
}

type AskButtonProps = {
  label: string;
  /** Whether this is the primary action of the page. */
  isMain?: boolean;
  isBusy: boolean;
  problem: string | undefined;
  ask: () => Promise<void>;
};

/** The button, with its error. */
export function PasskeyRequestButton({ label, isMain = false, isBusy, problem, ask }: AskButtonProps) {
  const texts = useClientMessages("passkey");
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
      <p role="alert" className="mt-1.5 text-sm text-wrong empty:sr-only">
        {problem}
      </p>
    </div>
  );
}
