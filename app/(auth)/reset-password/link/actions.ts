"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { atField, type LatchkeyError, latchkeyError } from "@/lib/errors";
import { resetByAccessToken } from "@/lib/flows/sign-in/access-token";
import { flowAction } from "@/lib/web/form-action";
import { forgetAccessToken } from "@/lib/web/link-token";

const schema = z.object({
  token: z.string().min(1).max(128),
  password: z.string().min(1),
  confirmPassword: z.string().min(1),
});

/** What is wrong with the link is told above the form, which has no field for it. */
const aboveTheForm = (error: LatchkeyError): LatchkeyError =>
  error.meta.paramName === "accessToken" ? latchkeyError(error.code, {}, error.words) : error;

/** Sets a new password by the access token of the link that the form was rendered for. It signs no one in. */
export const resetByLinkAction = flowAction(schema, async (input, caller) => {
  const { token: accessToken, password, confirmPassword } = input;
  if (password !== confirmPassword) {
    return { errors: [latchkeyError("form_password_mismatch", { paramName: "confirmPassword" })] };
  }
  const result = await resetByAccessToken({ accessToken, newPassword: password }, caller);
  if (!result.ok) return { errors: atField(result, "newPassword", "password").errors.map(aboveTheForm) };
  await forgetAccessToken(accessToken);
  if (result.status === "needs_second_factor") redirect(`/sign-in/factor-two?attempt=${result.signInId}`);
  redirect("/sign-in?reset=done");
});
