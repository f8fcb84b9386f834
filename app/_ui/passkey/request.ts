import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import type { LocalizedError } from "@/lib/errors";
import type { Texts } from "../client-messages";

/** The purpose of a passkey request, and for a second factor the attempt. */
export type PasskeyRequest = {
  purpose: "sign_in" | "second_factor" | "fresh_proof" | "registration";
  attempt?: string;
  /** The binding of the page to its user. */
  rendered_for?: string;
};

/** A rejection by the server, with a localized message if the response has one. */
export class PasskeyRequestError extends Error {
  override name = "PasskeyRequestError";
  readonly code: string | undefined;

  constructor(error: LocalizedError | undefined) {
    super(error?.longMessage);
    this.code = error?.code;
  }
}

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

/** Loaded on demand, because only passkey users need it. */
const webAuthn = () => import("@simplewebauthn/browser");

/** Registers a new passkey or requests a response from an existing one. Returns the JSON for the server to verify. */
export async function requestPasskey(question: PasskeyRequest): Promise<string> {
  const { startAuthentication, startRegistration } = await webAuthn();
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
 * @returns the response of the chosen passkey; `null` if the browser does not support autofill, or the request was
 *   cancelled before it started
 */
export async function awaitAutofill(signal: AbortSignal): Promise<string | null> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return null;
  const { startAuthentication, WebAuthnAbortService } = await webAuthn();
  const optionsJSON = await optionsFor<PublicKeyCredentialRequestOptionsJSON>({ purpose: "sign_in" });
  if (signal.aborted) return null;
  signal.addEventListener("abort", () => WebAuthnAbortService.cancelCeremony());
  return JSON.stringify(await startAuthentication({ optionsJSON, useBrowserAutofill: true }));
}

/**
 * Returns the localized message for an error. The browser does not reveal whether the user cancelled or the request
 * timed out.
 */
export function errorMessageFor(error: unknown, texts: Texts<"passkey">): string {
  if (error instanceof PasskeyRequestError) return error.message || texts.unavailable;
  if (error instanceof Error && error.name === "InvalidStateError") {
    return texts.alreadyThere;
  }
  return texts.notUsed;
}
