"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type FlowError, flowError } from "@/lib/errors";
import { resetByAccessToken } from "@/lib/flows/password-reset/access-token";
import { flowAction } from "@/lib/http/form-action";
import { clearResetTokenCookie } from "@/lib/http/link-token";

const schema = z.object({
  token: z.string().min(1).max(128),
  password: z.string().min(1),
  confirmPassword: z.string().min(1),
});

/** Shows errors of the link above the form, which has no field for the link. */
const aboveTheForm = (error: FlowError): FlowError =>
  error.meta.paramName === "accessToken" ? flowError(error.code, {}, error.messageOverride) : error;

/** Sets a new password by the access token of the link that the form was rendered for. It does not sign the user in. */
export const resetByLinkAction = flowAction(schema, async (input, caller) => {
  const { token: accessToken, password, confirmPassword } = input;
  if (password !== confirmPassword) {
    return { errors: [flowError("form_password_mismatch", { paramName: "confirmPassword" })] };
  }
  const result = await resetByAccessToken({ accessToken, password }, caller);
  if (!result.ok) return { errors: result.errors.map(aboveTheForm) };
  await clearResetTokenCookie(accessToken);
  if (result.status === "needs_second_factor") redirect(`/sign-in/factor-two?attempt=${result.signInId}`);
  redirect("/sign-in?reset=done");
});
