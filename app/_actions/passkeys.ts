"use server";

import { z } from "zod";
import type { Result } from "@/lib/errors";
import { addPasskey } from "@/lib/flows/passkeys/add";
import { removePasskey, renamePasskey } from "@/lib/flows/passkeys/change";
import type { FactorsChanged } from "@/lib/flows/second-factor/change";
import { idField } from "@/lib/http/fields";
import { formAction } from "@/lib/http/form-action";
import { getTranslations } from "@/lib/http/locale";
import { newPasskeyField } from "@/lib/http/passkeys";
import { PASSKEYS } from "@/lib/http/paths";
import { redirectToReauthenticate } from "@/lib/http/reauthenticate";
import { continueWithoutFactor } from "@/lib/http/removed-factor";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { setSessionCookie } from "@/lib/http/session-cookie";
import { startSessionAndRedirect } from "@/lib/http/sign-in-redirect";

const addSchema = z.object({
  credential: newPasskeyField,
  context: z.enum(["task", "account"]),
  redirect_url: z.string().optional(),
});

/** Stores a new passkey. */
export const addPasskeyAction = formAction(addSchema, async (input, caller) => {
  const { credential, context, redirect_url: redirectUrl } = input;
  return conclude(
    await addPasskey(credential, caller),
    context === "task" ? safeRedirectUrl(redirectUrl) : PASSKEYS,
  );
});

/** Removes a passkey. */
export const removePasskeyAction = formAction(z.object({ passkey: idField }), async (input, caller) => {
  const result = await removePasskey({ passkeyId: input.passkey }, caller);
  if (!result.ok) return redirectToReauthenticate(result, PASSKEYS);
  const isOn = await continueWithoutFactor(result.session, PASSKEYS);
  const t = await getTranslations("account.passkeys.removal");
  return { notice: t(isOn ? "done" : "doneLast", { name: result.name }) };
});

const renameSchema = z.object({ passkey: idField, name: z.string() });

/** Renames a passkey. */
export const renamePasskeyAction = formAction(renameSchema, async ({ passkey, name }, caller) => {
  const result = await renamePasskey({ passkeyId: passkey, name }, caller);
  if (!result.ok) return result;
  const t = await getTranslations("ui");
  return { notice: t("passkeyRenamed") };
});

/** Sets the session's new token. Backup codes are returned only in this response. */
async function conclude(result: Result<FactorsChanged>, redirectTo: string) {
  if (!result.ok) return redirectToReauthenticate(result, PASSKEYS);
  if (result.backupCodes === null) return startSessionAndRedirect(result.session, redirectTo);
  await setSessionCookie(result.session);
  return { backupCodes: result.backupCodes };
}
