"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { createSignIn } from "@/lib/flows/sign-in/create";
import { formAction } from "@/lib/web/form-action";
import { onwards } from "@/lib/web/onwards";

const schema = z.object({
  identifier: z.string().trim().min(1),
  redirect_url: z.string().optional(),
});

/** Sends a code to the address, if it is anybody's, and leads to where it is typed in: the same for everybody. */
export const requestPasswordResetAction = formAction(schema, async (input, caller) => {
  const redirectUrl = onwards(input.redirect_url);
  const result = await createSignIn(
    { identifier: input.identifier, strategy: "reset_password_email_code", redirectUrl },
    caller,
  );
  if (!result.ok) return result;
  redirect(`/reset-password?attempt=${result.signInId}`);
});
