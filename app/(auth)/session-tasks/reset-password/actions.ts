"use server";

import { z } from "zod";
import { flowError } from "@/lib/errors";
import { resolveResetPassword } from "@/lib/flows/session-tasks/reset-password";
import { formAction } from "@/lib/http/form-action";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { startSessionAndRedirect } from "@/lib/http/sign-in-redirect";

const schema = z.object({
  password: z.string().min(1),
  confirmPassword: z.string().min(1),
  signOutOfOtherSessions: z.literal("true").optional(),
  redirect_url: z.string().optional(),
});

/** Sets the new password of a pending session and activates the session. */
export const resolveResetPasswordAction = formAction(schema, async (input, caller) => {
  if (input.password !== input.confirmPassword) {
    return { errors: [flowError("form_password_mismatch", { paramName: "confirmPassword" })] };
  }
  const signOutOfOtherSessions = input.signOutOfOtherSessions === "true";
  const result = await resolveResetPassword({ password: input.password, signOutOfOtherSessions }, caller);
  if (!result.ok) return result;
  return startSessionAndRedirect(result.session, safeRedirectUrl(input.redirect_url));
});
