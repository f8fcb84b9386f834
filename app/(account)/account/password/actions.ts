"use server";

import { z } from "zod";
import { flowError } from "@/lib/errors";
import { changeOwnPassword } from "@/lib/flows/account/change-password";
import { formAction } from "@/lib/http/form-action";
import { getTranslations } from "@/lib/http/locale";
import { redirectToReauthenticate } from "@/lib/http/reauthenticate";
import { setSessionCookie } from "@/lib/http/session-cookie";

const schema = z.object({
  currentPassword: z.string().min(1).optional(),
  password: z.string().min(1),
  confirmPassword: z.string().min(1),
  signOutOfOtherSessions: z.literal("true").optional(),
});

/**
 * Sets a new password, authorized by the current password or by recent authentication. The session gets a new token.
 */
export const changePasswordAction = formAction(schema, async (input, caller) => {
  const { currentPassword = null, password, confirmPassword } = input;
  if (password !== confirmPassword) {
    return { errors: [flowError("form_password_mismatch", { paramName: "confirmPassword" })] };
  }
  const signOutOfOtherSessions = input.signOutOfOtherSessions === "true";
  const change = { currentPassword, password, signOutOfOtherSessions };
  const result = await changeOwnPassword(change, caller);
  if (!result.ok) return redirectToReauthenticate(result, "/account/password");
  await setSessionCookie(result.session);
  const t = await getTranslations("account.password");
  return { notice: t("changed") };
});
