"use server";

import { z } from "zod";
import { atField, latchkeyError } from "@/lib/errors";
import { changeOwnPassword } from "@/lib/flows/account/change-password";
import { openSession } from "@/lib/web/auth";
import { orConfirmFirst } from "@/lib/web/confirm-first";
import { formAction } from "@/lib/web/form-action";
import { getTranslations } from "@/lib/web/locale";

const schema = z.object({
  currentPassword: z.string().min(1).optional(),
  password: z.string().min(1),
  confirmPassword: z.string().min(1),
  signOutOfOtherSessions: z.literal("true").optional(),
});

/** Sets a new password: by the present one, or by a fresh proof. The session goes on under a new token. */
export const changePasswordAction = formAction(schema, async (input, caller) => {
  const { currentPassword = null, password: newPassword, confirmPassword } = input;
  if (newPassword !== confirmPassword) {
    return { errors: [latchkeyError("form_password_mismatch", { paramName: "confirmPassword" })] };
  }
  const signOutOfOtherSessions = input.signOutOfOtherSessions === "true";
  const change = { currentPassword, newPassword, signOutOfOtherSessions };
  const result = await changeOwnPassword(change, caller);
  if (!result.ok) return orConfirmFirst(atField(result, "newPassword", "password"), "/account/password");
  await openSession(result.session);
  const t = await getTranslations("account.password");
  return { notice: t("changed") };
});
