import { z } from "zod";
import { atField, type Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { createSignIn, type NewSignIn } from "@/lib/flows/sign-in/create";
import { codeField } from "../fields";
import { passwordField, redirectUrlField, textField } from "./fields";
import type { Reply } from "./route";

export const resetByPhoneSchema = z.strictObject({ phone: textField });

export const resetByCodeSchema = z.strictObject({
  phone: textField,
  code: codeField,
  newPassword: passwordField,
});

export const resetByEmailSchema = z.strictObject({ email: textField, redirectUrl: redirectUrlField });

export const resetByTokenSchema = z.strictObject({ accessToken: textField, newPassword: passwordField });

/** The same answer for everybody, known or not. */
export const sentSchema = z.strictObject({ status: z.literal("sent") }).meta({ id: "SentMessage" });

/** A new password is set; nobody is signed in by that. */
export const completeResetSchema = z
  .strictObject({ status: z.literal("complete") })
  .meta({ id: "CompletePasswordReset" });

/**
 * Sends what a reset begins with, and answers the same for everybody.
 *
 * @param field how the address or number is called in this call
 */
export async function replySent(
  asked: NewSignIn,
  field: "phone" | "email",
  caller: Caller,
): Promise<Result<Reply<z.output<typeof sentSchema>>>> {
  const sent = await createSignIn(asked, caller);
  return sent.ok ? { ok: true, body: { status: "sent" } } : atField(sent, "identifier", field);
}
