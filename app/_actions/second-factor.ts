"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { Result } from "@/lib/errors";
import { regenerateBackupCodes } from "@/lib/flows/second-factor/backup-codes";
import type { FactorsChanged } from "@/lib/flows/second-factor/change";
import {
  beginSecondFactorPhone,
  confirmSecondFactorPhone,
  removeSecondFactorPhone,
} from "@/lib/flows/second-factor/phone";
import { beginTotp, confirmTotpSetup, removeTotp } from "@/lib/flows/second-factor/totp";
import { attemptField, codeField } from "@/lib/http/fields";
import { formAction } from "@/lib/http/form-action";
import { getTranslations } from "@/lib/http/locale";
import { TWO_STEP } from "@/lib/http/paths";
import { redirectToReauthenticate } from "@/lib/http/reauthenticate";
import { continueWithoutFactor } from "@/lib/http/removed-factor";
import { setSessionCookie } from "@/lib/http/session-cookie";
import { pathAfterSetup, type SetupContext, setupPath } from "@/lib/http/setup-path";
import { startSessionAndRedirect } from "@/lib/http/sign-in-redirect";

/** Where a second factor is set up, as a task or in the account, and the page to redirect to afterwards. */
const contextFields = {
  context: z.enum(["task", "account"]),
  redirect_url: z.string().optional(),
};

/** Creates a TOTP secret and redirects to the page that shows it. */
export const beginTotpAction = formAction(z.object(contextFields), async (input, caller) => {
  const result = await beginTotp(caller);
  if (!result.ok) return redirectToReauthenticate(result, TWO_STEP);
  redirect(setupPath(input, { by: "totp" }));
});

/** Sends a code to the number that becomes a second factor, and redirects to its form. */
export const beginSecondFactorPhoneAction = formAction(
  z.object({ ...contextFields, phone: z.uuid() }),
  async (input, caller) => {
    const result = await beginSecondFactorPhone({ phoneNumberId: input.phone }, caller);
    if (!result.ok) return redirectToReauthenticate(result, TWO_STEP);
    redirect(setupPath(input, { verification: result.verificationId }));
  },
);

/** Confirms an authenticator app by a code. */
export const confirmTotpAction = formAction(
  z.object({ ...contextFields, code: codeField }),
  async (input, caller) => conclude(await confirmTotpSetup({ code: input.code }, caller), input),
);

/** Confirms a number by the code that was sent to it. */
export const confirmSecondFactorPhoneAction = formAction(
  z.object({ ...contextFields, verification: attemptField, code: codeField }),
  async (input, caller) => {
    const { verification: verificationId, code } = input;
    return conclude(await confirmSecondFactorPhone({ verificationId, code }, caller), input);
  },
);

/** Removes the authenticator app. */
export const removeTotpAction = formAction(z.object({}), async (_input, caller) => {
  const result = await removeTotp(caller);
  if (!result.ok) return redirectToReauthenticate(result, TWO_STEP);
  const isOn = await continueWithoutFactor(result.session, TWO_STEP);
  const t = await getTranslations("account.authenticatorApp.removal");
  return { notice: t(isOn ? "done" : "doneLast") };
});

/** Removes a number as a second factor. */
export const removeSecondFactorPhoneAction = formAction(
  z.object({ phone: z.uuid() }),
  async (input, caller) => {
    const result = await removeSecondFactorPhone({ phoneNumberId: input.phone }, caller);
    if (!result.ok) return redirectToReauthenticate(result, TWO_STEP);
    const isOn = await continueWithoutFactor(result.session, TWO_STEP);
    const t = await getTranslations("account.textMessages.removal");
    return { notice: t(isOn ? "done" : "doneLast", { number: result.number }) };
  },
);

/** Creates new backup codes. */
export const regenerateBackupCodesAction = formAction(z.object({}), async (_input, caller) =>
  conclude(await regenerateBackupCodes(caller), { context: "account" }),
);

/** Sets the session's new token. Backup codes are returned only in this response. */
async function conclude(result: Result<FactorsChanged>, at: SetupContext) {
  if (!result.ok) return redirectToReauthenticate(result, TWO_STEP);
  if (result.backupCodes === null) return startSessionAndRedirect(result.session, pathAfterSetup(at));
  await setSessionCookie(result.session);
  return { backupCodes: result.backupCodes };
}
