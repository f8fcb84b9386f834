"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { flowError } from "@/lib/errors";
import { resetPasswordWithCode } from "@/lib/flows/password-reset/with-code";
import { attemptFirstFactor } from "@/lib/flows/sign-in/attempt-first-factor";
import { attemptField, codeField } from "@/lib/http/fields";
import { flowAction } from "@/lib/http/form-action";
import { withRedirect } from "@/lib/http/paths";
import { redirectAfterSignIn } from "@/lib/http/sign-in-redirect";

const resetSchema = z.object({
  attempt: attemptField,
  code: codeField.optional(),
  password: z.string().min(1),
  confirmPassword: z.string().min(1),
  signOutOfOtherSessions: z.literal("true").optional(),
});

const codeSchema = z.object({ attempt: attemptField, code: codeField });

/** Verifies the code, if the new password is asked for on the next page. */
export const verifyResetCodeAction = flowAction(codeSchema, async ({ attempt, code }, caller) => {
  const result = await attemptFirstFactor({ signInId: attempt, code, purpose: "reset_password" }, caller);
  if (!result.ok) return result;
  redirect(`/reset-password?attempt=${attempt}`);
});

/** Verifies the code and sets the new password, in one step or two. */
export const resetPasswordAction = flowAction(resetSchema, async (input, caller) => {
  if (input.password !== input.confirmPassword) {
    return { errors: [flowError("form_password_mismatch", { paramName: "confirmPassword" })] };
  }
  const result = await resetPasswordWithCode(
    {
      signInId: input.attempt,
      code: input.code ?? null,
      password: input.password,
      signOutOfOtherSessions: input.signOutOfOtherSessions === "true",
    },
    caller,
  );
  if (!result.ok) return result;
  if (result.outcome === null) redirect(withRedirect("/sign-in", result.redirectUrl, { reset: "done" }));
  return redirectAfterSignIn(result.outcome, result.redirectUrl ?? "/");
});
