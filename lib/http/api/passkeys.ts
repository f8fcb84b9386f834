import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { addPasskey } from "@/lib/flows/passkeys/add";
import { removePasskey, renamePasskey } from "@/lib/flows/passkeys/change";
import { getPasskey, listPasskeys, type OwnPasskey } from "@/lib/flows/passkeys/read";
import { newPasskeySchema, passkeyAnswerSchema } from "../passkeys";
import { sessionSchema } from "../session-resource";
import { type deletedSchema, nameField } from "./fields";
import type { ApiResponse } from "./route";
import { newSessionResponse } from "./session";

/** The credential that `navigator.credentials.get` returns, as JSON. */
export const passkeyCredentialField = passkeyAnswerSchema.describe(
  "The credential of `navigator.credentials.get`, in its JSON form (WebAuthn: `AuthenticationResponseJSON`).",
);

export const signInWithPasskeySchema = z.strictObject({ credential: passkeyCredentialField });

export const addPasskeySchema = z.strictObject({
  credential: newPasskeySchema.describe(
    "The credential of `navigator.credentials.create`, in its JSON form (WebAuthn: `RegistrationResponseJSON`).",
  ),
});

export const renamePasskeySchema = z.strictObject({ name: nameField });

/** Options in their JSON form, which `PublicKeyCredential.parse…OptionsFromJSON` of a browser reads. */
export const passkeyOptionsSchema = z
  .strictObject({
    options: z
      .looseObject({ challenge: z.string() })
      .describe(
        "WebAuthn: `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`. The challenge can be used once, by this client.",
      ),
  })
  .meta({ id: "PasskeyOptions" });

export const passkeySchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    isSynced: z.boolean().describe("Whether the passkey is stored on several devices."),
    createdAt: z.int().describe("In milliseconds since 1970."),
    lastUsedAt: z.int().nullable(),
  })
  .meta({ id: "Passkey" });

export const passkeysSchema = z.strictObject({ data: z.array(passkeySchema) }).meta({ id: "PasskeyList" });

export const addedPasskeySchema = z
  .strictObject({
    passkey: passkeySchema,
    session: sessionSchema,
    backupCodes: z
      .array(z.string())
      .nullable()
      .describe("Shown only once; null if no backup codes were generated."),
  })
  .meta({ id: "AddedPasskey" });

type PasskeyResource = z.output<typeof passkeySchema>;

/** Converts a passkey to its API resource. Times are milliseconds since 1970. */
export function passkeyResource({ createdAt, lastUsedAt, ...passkey }: OwnPasskey): PasskeyResource {
  return { ...passkey, createdAt: createdAt.getTime(), lastUsedAt: lastUsedAt?.getTime() ?? null };
}

/** Returns options for a passkey, if there are any. */
export async function passkeyOptionsResponse<Options extends { challenge: string }>(
  begun: Promise<Result<{ options: Options }>>,
): Promise<Result<ApiResponse<z.output<typeof passkeyOptionsSchema>>>> {
  const asked = await begun;
  return asked.ok ? { ok: true, body: { options: { ...asked.options } } } : asked;
}

/** Returns the passkeys of the caller. */
export async function passkeysResponse(
  caller: Caller,
): Promise<Result<ApiResponse<z.output<typeof passkeysSchema>>>> {
  const found = await listPasskeys(caller);
  return found.ok ? { ok: true, body: { data: found.passkeys.map(passkeyResource) } } : found;
}

/** Adds a passkey. The session gets a new token. */
export async function addedPasskeyResponse(
  { credential }: z.output<typeof addPasskeySchema>,
  caller: Caller,
): Promise<Result<ApiResponse<z.output<typeof addedPasskeySchema>>>> {
  const added = await addPasskey(credential, caller);
  if (!added.ok) return added;
  const { session, backupCodes, passkey } = added;
  const reply = await newSessionResponse(session, caller);
  if (!reply.ok) return reply;
  return { ...reply, body: { passkey: passkeyResource(passkey), session: reply.body, backupCodes } };
}

/** Renames a passkey of the caller. */
export async function renamedPasskeyResponse(
  renamed: { passkeyId: string; name: string },
  caller: Caller,
): Promise<Result<ApiResponse<PasskeyResource>>> {
  const result = await renamePasskey(renamed, caller);
  if (!result.ok) return result;
  const found = await getPasskey(renamed.passkeyId, caller);
  return found.ok ? { ok: true, body: passkeyResource(found.passkey) } : found;
}

/** Removes a passkey of the caller. The session gets a new token. */
export async function removedPasskeyResponse(
  passkeyId: string,
  caller: Caller,
): Promise<Result<ApiResponse<z.output<typeof deletedSchema>>>> {
  const removed = await removePasskey({ passkeyId }, caller);
  if (!removed.ok) return removed;
  return { ok: true, body: { id: passkeyId, deleted: true }, session: removed.session };
}
