"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { signInWithPassword } from "@/lib/flows/sign-in/with-password";
import { openSession } from "@/lib/web/auth";
import { formAction } from "@/lib/web/form-action";
import { onwards } from "@/lib/web/onwards";

const schema = z.object({
  identifier: z.string().trim().min(1),
  password: z.string().min(1),
  redirect_url: z.string().optional(),
});

/** Signs in by identifier and password, then leads to `redirect_url` or home. */
export const signInAction = formAction(schema, async (input, caller) => {
  const result = await signInWithPassword(input, caller);
  if (!result.ok) return result;
  await openSession(result.session);
  redirect(onwards(input.redirect_url));
});
