"use client";

import { useEffect, useState } from "react";
import { useClientMessages } from "@/app/_ui/client-messages";
import { PasskeyRequestButton } from "@/app/_ui/passkey/button";
import { passkeyRequests, usePasskey, usePasskeySupport } from "@/app/_ui/passkey/use-passkey";
import { signInWithPasskeyAction } from "./actions";

/** The autofill request expires after five minutes, so it is renewed before. */
const RENEW_MS = 4 * 60_000;

/** Signs in by passkey, from a button or from the autofill of the browser. */
export function PasskeySignIn({ fields }: { fields: Record<string, string> }) {
  const texts = useClientMessages("passkey");
  const isSupported = usePasskeySupport();
  const { isBusy, problem, ask, send } = usePasskey({
    action: signInWithPasskeyAction,
    question: { purpose: "sign_in" },
    fields,
  });
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round sends a new request
  useEffect(() => {
    if (!isSupported || isBusy) return;
    const ended = new AbortController();
    const timer = setTimeout(() => setRound((count) => count + 1), RENEW_MS);
    // An error needs no message because the user requested nothing. The button is still available.
    requestAutofill(ended.signal).then(
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

/**
 * Requests a passkey by autofill. Returns `null` if the browser does not support that, or the request was cancelled.
 */
async function requestAutofill(signal: AbortSignal): Promise<string | null> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return null;
  const { awaitAutofill } = await passkeyRequests();
  return awaitAutofill(signal);
}
