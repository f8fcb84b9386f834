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

/** More than any authenticator says; a form carries no more than 64 kB in all. */
const MAX_LENGTH = 32_768;

const base64url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(MAX_LENGTH);

/** What every browser tells of a passkey beside its answer. Extensions are not asked for, and not looked at. */
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  authenticatorAttachment: z.exactOptional(z.enum(["platform", "cross-platform"])),
  clientExtensionResults: z.record(z.string(), z.unknown()).transform(() => ({})),
};

const answer = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: z.exactOptional(base64url),
  }),
});

const newPasskey = z.strictObject({
  ...credential,
  response: z
    .strictObject({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.exactOptional(z.array(z.string().regex(/^[a-z-]{1,32}$/)).max(8)),
      // What follows repeats what is in the attestation object, where it is read from.
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

/** What a browser gives back as JSON, in one field of a form. */
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

/** The answer of a passkey. */
export const passkeyAnswerField = jsonField.pipe(answer);

/** A passkey that was just made. */
export const newPasskeyField = jsonField.pipe(newPasskey);

/** What a passkey is asked for; a second factor, of which attempt. */
const question = z.strictObject({
  purpose: z.enum(["sign_in", "second_factor", "fresh_proof", "registration"]),
  attempt: attemptField.optional(),
  [RENDERED_FOR]: z.string().max(64).optional().describe("Binds a page to the user it was rendered for."),
});

/** What a page asks, and the options that its browser needs. */
export const passkeyOptionsCall = defineEndpoint(
  "The options to ask for a passkey, or to make one",
  question,
  z.object({ options: z.custom<object>() }),
  [400, 404, 429],
);

/** The options that a browser needs to ask for a passkey, or to make one. */
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
