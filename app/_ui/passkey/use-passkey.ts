"use client";

import { startTransition, useActionState, useCallback, useState, useSyncExternalStore } from "react";
import { emptyFormState, type FormState } from "@/lib/http/form-state";
import { useClientMessages } from "../client-messages";
import { useRenderedFor } from "../post-form";
import { errorMessageFor, type PasskeyRequest, requestPasskey } from "./request";

const never = () => () => undefined;

/** Whether this browser knows passkeys; `null` as long as the page has no script, without which there is no asking for one. */
export function usePasskeySupport(): boolean | null {
  return useSyncExternalStore(
    never,
    () => "PublicKeyCredential" in window,
    () => null,
  );
}

/** What asks for a passkey, and what its answer is sent to. */
export type PasskeyProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  question: PasskeyRequest;
  /** What the action needs to know besides, by the names of its fields. */
  fields: Record<string, string>;
};

/** Asks for a passkey, or for a new one, and sends the answer to a form's action. */
export function usePasskey({ action, question, fields }: PasskeyProps) {
  const texts = useClientMessages("passkey");
  const renderedFor = useRenderedFor();
  const [state, act, isSending] = useActionState(action, emptyFormState);
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const send = useCallback(
    (credential: string) => {
      setFailure(null);
      const form = new FormData();
      const all = { ...renderedFor, ...fields, credential };
      for (const [name, value] of Object.entries(all)) form.set(name, value);
      startTransition(() => act(form));
    },
    [act, fields, renderedFor],
  );

  const ask = async () => {
    setAsking(true);
    setFailure(null);
    try {
      send(await requestPasskey({ ...renderedFor, ...question }));
    } catch (error) {
      setFailure(error);
    } finally {
      setAsking(false);
    }
  };

  const problem = failure === null ? state.errors[0]?.longMessage : errorMessageFor(failure, texts);
  return { state, isBusy: isAsking || isSending, failure, problem, ask, send };
}
