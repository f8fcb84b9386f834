"use client";

import { startTransition, useActionState, useCallback, useState, useSyncExternalStore } from "react";
import { emptyFormState, type FormState } from "@/lib/http/form-state";
import { type Texts, useClientMessages } from "../client-messages";
import { useRenderedFor } from "../post-form";
import type { PasskeyRequest } from "./request";
import { PasskeyRequestError } from "./request-error";

/** Loads the code for requests on demand, because only users of passkeys need it. */
export const passkeyRequests = () => import("./request");

const never = () => () => undefined;

/**
 * Returns whether the browser supports passkeys; `null` during server rendering and without JavaScript, where passkeys
 * are not available.
 */
export function usePasskeySupport(): boolean | null {
  return useSyncExternalStore(
    never,
    () => "PublicKeyCredential" in window,
    () => null,
  );
}

/** The action that receives the response of a passkey, and the request for it. */
export type PasskeyProps = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  question: PasskeyRequest;
  /** Additional fields of the action, by name. */
  fields: Record<string, string>;
};

/** Requests or registers a passkey and sends the response to a form action. */
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
      const { requestPasskey } = await passkeyRequests();
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

/**
 * Returns the localized message for an error. The browser does not reveal whether the user cancelled or the request
 * timed out.
 */
function errorMessageFor(error: unknown, texts: Texts<"passkey">): string {
  if (error instanceof PasskeyRequestError) return error.message || texts.unavailable;
  return texts.notUsed;
}
