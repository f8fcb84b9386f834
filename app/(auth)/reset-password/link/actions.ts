"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { atField, type LatchkeyError, latchkeyError } from "@/lib/errors";
import { resetByAccessToken } from "@/lib/flows/sign-in/access-token";
import { formAction } from "@/lib/web/form-action";
import { forgetAccessToken, openedAccessToken } from "@/lib/web/link-token";

const schema = z.object({ password: z.string().min(1), confirmPassword: z.string().min(1) });

/** What is wrong with the link is told above the form, which has no field for it. */
const aboveTheForm = (error: LatchkeyError): LatchkeyError =>
  error.meta.paramName === "accessToken" ? latchkeyError(error.code, {}, error.words) : error;

/** Sets a new password by the access token of the link that was opened. It signs nobody in. */
export const resetByLinkAction = formAction(schema, async ({ password, confirmPassword }, caller) => {
  if (password !== confirmPassword) {
    return { errors: [latchkeyError("form_password_mismatch", { paramName: "confirmPassword" })] };
  }
  const accessToken = (await openedAccessToken()) ?? "";
  const result = await resetByAccessToken({ accessToken, newPassword: password }, caller);
  if (!result.ok) return { errors: atField(result, "newPassword", "password").errors.map(aboveTheForm) };
  await forgetAccessToken();
  redirect("/sign-in?reset=done");
});
