import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import type { LocalizedError } from "@/lib/errors";
import type { Texts } from "../client-messages";

/** What a passkey is asked for; a second factor, of which attempt. */
export type PasskeyRequest = {
  purpose: "sign_in" | "second_factor" | "fresh_proof" | "registration";
  attempt?: string;
  /** What binds the page to its user. */
  rendered_for?: string;
};

/** Refused by the server, in words for people, if it had any. */
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

/** The part that only whoever uses a passkey needs. */
const webAuthn = () => import("@simplewebauthn/browser");

/** Makes a passkey, or has one answer. Returns what the server is to check, as JSON. */
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
 * Has the browser list passkeys among what it fills the form with.
 *
 * @param signal ends it: a browser asks for one thing at a time, and whatever comes later takes the place of what was before
 * @returns the answer of the one that is picked; `null` where the browser cannot, or it was ended before it began
 */
export async function awaitAutofill(signal: AbortSignal): Promise<string | null> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return null;
  const { startAuthentication, WebAuthnAbortService } = await webAuthn();
  const optionsJSON = await optionsFor<PublicKeyCredentialRequestOptionsJSON>({ purpose: "sign_in" });
  if (signal.aborted) return null;
  signal.addEventListener("abort", () => WebAuthnAbortService.cancelCeremony());
  return JSON.stringify(await startAuthentication({ optionsJSON, useBrowserAutofill: true }));
}

/** What went wrong, in words for people. A browser does not tell whether it was called off or took too long. */
export function errorMessageFor(error: unknown, texts: Texts<"passkey">): string {
  if (error instanceof PasskeyRequestError) return error.message || texts.unavailable;
  if (error instanceof Error && error.name === "InvalidStateError") {
    return texts.alreadyThere;
  }
  return texts.notUsed;
}
