import { z } from "zod";
import { failure, type Result, remapErrorField } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import type { AccessTokenReset } from "@/lib/flows/password-reset/access-token";
import { createSignIn, type NewSignIn } from "@/lib/flows/sign-in/create";
import { describeSignIn, signInSchema } from "@/lib/flows/sign-in/resource";
import { parseIdentifier } from "@/lib/identifiers/identifier";
import { codeField } from "../fields";
import { passwordField, resetUrlField, textField } from "./fields";
import type { ApiResponse } from "./route";

export const resetByPhoneSchema = z.strictObject({ phone: textField });

export const resetByCodeSchema = z.strictObject({
  phone: textField,
  code: codeField,
  newPassword: passwordField,
});

export const resetByEmailSchema = z.strictObject({ email: textField, redirectUrl: resetUrlField });

export const resetByTokenSchema = z.strictObject({ accessToken: textField, newPassword: passwordField });

/** The response is the same for known and unknown identifiers. */
export const sentSchema = z.strictObject({ status: z.literal("sent") }).meta({ id: "SentMessage" });

/**
 * The new password is set, or stored until the second factor of `signIn` is verified. Neither status signs the user in.
 */
export const tokenResetSchema = z
  .strictObject({
    status: z.enum(["complete", "needs_second_factor"]),
    signIn: signInSchema
      .optional()
      .describe("With `needs_second_factor`: the sign-in, which this client continues."),
  })
  .meta({ id: "TokenPasswordReset" });

/** Returns the next step of a reset by access token. */
export async function tokenResetResponse(
  reset: AccessTokenReset,
  caller: Caller,
): Promise<Result<ApiResponse<z.output<typeof tokenResetSchema>>>> {
  if (reset.status === "complete") return { ok: true, body: { status: "complete" } };
  const described = await describeSignIn(reset.signInId, caller);
  return described.ok ? { ok: true, body: { status: reset.status, signIn: described.signIn } } : described;
}

/**
 * Sends the message that starts a password reset. The response is the same for known and unknown identifiers.
 *
 * @param field the name of the identifier field in this endpoint
 */
export async function sentResponse(
  asked: NewSignIn,
  field: "phone" | "email",
  caller: Caller,
): Promise<Result<ApiResponse<z.output<typeof sentSchema>>>> {
  // Only the sign-in page and `POST /sign-ins` accept a username here.
  if (parseIdentifier(asked.identifier)?.kind === "username") {
    return failure("form_param_format_invalid", { paramName: field });
  }
  const sent = await createSignIn(asked, caller);
  return sent.ok ? { ok: true, body: { status: "sent" } } : remapErrorField(sent, "identifier", field);
}
