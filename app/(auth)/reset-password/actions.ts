"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { latchkeyError } from "@/lib/errors";
import { recoverPassword } from "@/lib/flows/sign-in/recover";
import { comeIn } from "@/lib/web/come-in";
import { attemptField, codeField } from "@/lib/web/fields";
import { flowAction } from "@/lib/web/form-action";

const resetSchema = z.object({
  attempt: attemptField,
  code: codeField.optional(),
  password: z.string().min(1),
  confirmPassword: z.string().min(1),
  signOutOfOtherSessions: z.literal("true").optional(),
});

/** Proves the code and sets the new password, in one step or two. */
export const resetPasswordAction = flowAction(resetSchema, async (input, caller) => {
  if (input.password !== input.confirmPassword) {
    return { errors: [latchkeyError("form_password_mismatch", { paramName: "confirmPassword" })] };
  }
  const result = await recoverPassword(
    {
      signInId: input.attempt,
      code: input.code ?? null,
      password: input.password,
      signOutOfOtherSessions: input.signOutOfOtherSessions === "true",
    },
    caller,
  );
  if (!result.ok) return result;
  if (result.entry === null) redirect("/sign-in?reset=done");
  return comeIn(result.entry, result.redirectUrl ?? "/");
});
