"use client";

import { useEffect, useState } from "react";
import { useClientMessages } from "@/app/_ui/client-messages";
import { PasskeyRequestButton } from "@/app/_ui/passkey/button";
import { awaitAutofill } from "@/app/_ui/passkey/request";
import { usePasskey, usePasskeySupport } from "@/app/_ui/passkey/use-passkey";
import { signInWithPasskeyAction } from "./actions";

/** What is asked for on loading the page ends after five minutes; before that, it is asked for anew. */
const RENEW_MS = 4 * 60_000;

/** Signing in by a passkey: by a button, or picked from what the browser fills the form with. */
export function PasskeySignIn({ fields }: { fields: Record<string, string> }) {
  const texts = useClientMessages("passkey");
  const isSupported = usePasskeySupport();
  const { isBusy, problem, ask, send } = usePasskey({
    action: signInWithPasskeyAction,
    question: { purpose: "sign_in" },
    fields,
  });
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks anew
  useEffect(() => {
    if (!isSupported || isBusy) return;
    const ended = new AbortController();
    const timer = setTimeout(() => setRound((count) => count + 1), RENEW_MS);
    // Where it fails nothing was asked of anybody, so there is nothing to tell: the button is still there.
    awaitAutofill(ended.signal).then(
      (credential) => credential !== null && send(credential),
      () => undefined,
    );
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [isSupported, isBusy, round, send]);

  return isSupported ? (
    <PasskeyRequestButton label={texts.use} isBusy={isBusy} problem={problem} ask={ask} />
  ) : null;
}
