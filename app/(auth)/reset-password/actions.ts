"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { latchkeyError } from "@/lib/errors";
import { prepareFirstFactor } from "@/lib/flows/sign-in/prepare-first-factor";
import { recoverPassword } from "@/lib/flows/sign-in/recover";
import { openSession } from "@/lib/web/auth";
import { formAction } from "@/lib/web/form-action";

const attempt = z.uuid();
/** Six digits, however they were typed or pasted. */
const code = z
  .string()
  .transform((typed) => typed.normalize("NFKC").replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/));

const resetSchema = z.object({
  attempt,
  code: code.optional(),
  password: z.string().min(1),
  confirmPassword: z.string().min(1),
  signOutOfOtherSessions: z.literal("true").optional(),
});

/** Proves the code and sets the new password, in one step or two. */
export const resetPasswordAction = formAction(resetSchema, async (input, caller) => {
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
  if (result.session === null) redirect("/sign-in?reset=done");
  await openSession(result.session);
  redirect(result.redirectUrl ?? "/");
});

/** Sends a new code. */
export const resendCodeAction = formAction(z.object({ attempt }), async (input, caller) => {
  const result = await prepareFirstFactor({ signInId: input.attempt }, caller);
  return result.ok ? { notice: "A new code is on its way. The one before no longer works." } : result;
});
