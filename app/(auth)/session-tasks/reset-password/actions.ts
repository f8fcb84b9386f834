"use server";

import { z } from "zod";
import { latchkeyError } from "@/lib/errors";
import { resolveResetPassword } from "@/lib/flows/session-tasks/reset-password";
import { comeInWith } from "@/lib/web/come-in";
import { formAction } from "@/lib/web/form-action";
import { onwards } from "@/lib/web/onwards";

const schema = z.object({
  password: z.string().min(1),
  confirmPassword: z.string().min(1),
  signOutOfOtherSessions: z.literal("true").optional(),
  redirect_url: z.string().optional(),
});

/** Sets the new password that a pending session waits for, and makes it active. */
export const resolveResetPasswordAction = formAction(schema, async (input, caller) => {
  if (input.password !== input.confirmPassword) {
    return { errors: [latchkeyError("form_password_mismatch", { paramName: "confirmPassword" })] };
  }
  const signOutOfOtherSessions = input.signOutOfOtherSessions === "true";
  const result = await resolveResetPassword({ password: input.password, signOutOfOtherSessions }, caller);
  if (!result.ok) return result;
  return comeInWith(result.session, onwards(input.redirect_url));
});
