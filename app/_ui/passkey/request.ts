import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from "@simplewebauthn/browser";
import type { LocalizedError } from "@/lib/errors";
import { PasskeyRequestError } from "./request-error";

/** The purpose of a passkey request, and for a second factor the attempt. */
export type PasskeyRequest = {
  purpose: "sign_in" | "second_factor" | "fresh_proof" | "registration";
  attempt?: string;
  /** The binding of the page to its user. */
  rendered_for?: string;
};

async function optionsFor<Options>(question: PasskeyRequest): Promise<Options> {
  const answer = await fetch("/api/passkeys/options", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
  });
  const body = (await answer.json()) as { options: Options; errors?: LocalizedError[] };
  if (!answer.ok) throw new PasskeyRequestError(body.errors?.[0]);
  return body.options;
}

/** Registers a new passkey or requests a response from an existing one. Returns the JSON for the server to verify. */
export async function requestPasskey(question: PasskeyRequest): Promise<string> {
  const credential =
    question.purpose === "registration"
      ? await startRegistration({
          optionsJSON: await optionsFor<PublicKeyCredentialCreationOptionsJSON>(question),
        })
      : await startAuthentication({
          optionsJSON: await optionsFor<PublicKeyCredentialRequestOptionsJSON>(question),
        });
  return JSON.stringify(credential);
}

/**
 * Lets the browser offer passkeys in the autofill of the form.
 *
 * @param signal cancels the request; a browser supports only one at a time, so a later request replaces this one
 * @returns the response of the chosen passkey; `null` if the request was cancelled before it started
 */
export async function awaitAutofill(signal: AbortSignal): Promise<string | null> {
  const optionsJSON = await optionsFor<PublicKeyCredentialRequestOptionsJSON>({ purpose: "sign_in" });
  if (signal.aborted) return null;
  signal.addEventListener("abort", () => WebAuthnAbortService.cancelCeremony());
  return JSON.stringify(await startAuthentication({ optionsJSON, useBrowserAutofill: true }));
}
