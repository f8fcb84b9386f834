import { z } from "zod";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { beginPasskeyRegistration } from "@/lib/flows/passkeys/add";
import { beginPasskeySecondFactor } from "@/lib/flows/passkeys/second-factor";
import { beginPasskeySignIn } from "@/lib/flows/passkeys/sign-in";
import { beginPasskeyReauthentication } from "@/lib/flows/reauthentication/with-passkey";
import { defineEndpoint } from "./api/api-endpoint";
import { attemptField } from "./fields";
import { RENDERED_FOR } from "./form-state";
import { rejectOtherUser } from "./rendered-for";

/**
 * The maximum length of a credential field, in characters. Authenticators send less, and a form is limited to 64 kB.
 */
const MAX_LENGTH = 32_768;

const base64url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(MAX_LENGTH);

/**
 * The fields that every credential contains besides `response`. The app requests no extensions and ignores their
 * results.
 */
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  authenticatorAttachment: z.exactOptional(z.enum(["platform", "cross-platform"])),
  clientExtensionResults: z.record(z.string(), z.unknown()).transform(() => ({})),
};

/** The response of a passkey to an authentication request, as an object. */
export const passkeyAnswerSchema = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: z.exactOptional(base64url),
  }),
});

/** A newly registered passkey, as an object. */
export const newPasskeySchema = z.strictObject({
  ...credential,
  response: z
    .strictObject({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.exactOptional(z.array(z.string().regex(/^[a-z-]{1,32}$/)).max(8)),
      // These repeat data of the attestation object. The app reads the attestation object instead.
      authenticatorData: z.exactOptional(base64url),
      publicKey: z.exactOptional(base64url),
      publicKeyAlgorithm: z.exactOptional(z.number()),
    })
    .transform(({ clientDataJSON, attestationObject, transports }) => ({
      clientDataJSON,
      attestationObject,
      ...(transports && { transports }),
    })),
});

/** The JSON of a credential, in one form field. */
const jsonField = z
  .string()
  .max(MAX_LENGTH)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom" });
      return z.NEVER;
    }
  });

/** The response of a passkey to an authentication request, as JSON in a form field. */
export const passkeyAnswerField = jsonField.pipe(passkeyAnswerSchema);

/** A newly registered passkey, as JSON in a form field. */
export const newPasskeyField = jsonField.pipe(newPasskeySchema);

/** The purpose of the options, and for a second factor the attempt. */
const question = z.strictObject({
  purpose: z.enum(["sign_in", "second_factor", "fresh_proof", "registration"]),
  attempt: attemptField.optional(),
  [RENDERED_FOR]: z.string().max(64).optional().describe("Binds a page to the user it was rendered for."),
});

/** The request and response of the endpoint for passkey options. */
export const passkeyOptionsCall = defineEndpoint(
  "The options to ask for a passkey, or to make one",
  question,
  z.object({ options: z.custom<object>() }),
  [400, 404, 429],
);

/** Creates the options for an authentication or a registration with a passkey. */
export async function passkeyOptions(
  { purpose, attempt, [RENDERED_FOR]: binding }: z.output<typeof question>,
  caller: Caller,
): Promise<Result<{ options: object }>> {
  const isOfSession = purpose === "fresh_proof" || purpose === "registration";
  const otherUser = isOfSession && binding !== undefined ? await rejectOtherUser(binding) : null;
  if (otherUser !== null) return { ok: false, errors: [otherUser] };
  switch (purpose) {
    case "sign_in":
      return beginPasskeySignIn(caller);
    case "second_factor":
      return attempt === undefined
        ? failure("form_param_missing", { paramName: "attempt" })
        : beginPasskeySecondFactor(attempt, caller);
    case "fresh_proof":
      return beginPasskeyReauthentication(caller);
    case "registration":
      return beginPasskeyRegistration(caller);
  }
}
