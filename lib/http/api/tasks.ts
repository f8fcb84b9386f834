import { z } from "zod";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { beginSecondFactorPhone, confirmSecondFactorPhone } from "@/lib/flows/second-factor/phone";
import { beginTotp, confirmTotpSetup, readTotpSetup } from "@/lib/flows/second-factor/totp";
import { readSession } from "@/lib/flows/session";
import { codeField } from "../fields";
import { sessionSchema } from "../session-resource";
import type { ApiResponse } from "./route";
import { newSessionResponse } from "./session";

/** A request without a code starts the setup; a request with one completes it. */
export const setupFactorSchema = z
  .strictObject({
    strategy: z.enum(["totp", "phone_code"]),
    phoneNumberId: z.uuid().optional().describe("The number to send a text message to, in the first call."),
    verificationId: z
      .uuid()
      .optional()
      .describe("The `verificationId` of the first call, together with `code`."),
    code: codeField.optional().describe("The 6-digit code, in the second call."),
  })
  .refine(
    ({ strategy, phoneNumberId, code }) =>
      strategy === "totp" || code !== undefined || phoneNumberId !== undefined,
    { path: ["phoneNumberId"] },
  )
  .refine(
    ({ strategy, verificationId, code }) =>
      strategy === "totp" || code === undefined || verificationId !== undefined,
    { path: ["verificationId"] },
  );

/** The response of the first or of the second step of the setup. */
export const factorSetupSchema = z
  .union([
    z
      .strictObject({
        strategy: z.literal("totp"),
        secret: z.string().describe("In base 32, to enter in an authenticator app."),
        uri: z.string().describe("The same as an `otpauth` URI, to show as a QR code."),
      })
      .meta({ id: "TotpSetup" }),
    z
      .strictObject({ strategy: z.literal("phone_code"), verificationId: z.uuid() })
      .meta({ id: "PhoneSetup" }),
    sessionSchema
      .extend({
        backupCodes: z
          .array(z.string())
          .nullable()
          .describe("Shown only once; null if no backup codes were generated."),
      })
      .meta({ id: "SessionWithSecondFactor" }),
  ])
  .meta({ id: "SecondFactorSetup" });

type FactorSetup = z.output<typeof factorSetupSchema>;

/** Sets up a second factor, in two steps. */
export async function factorSetupResponse(
  input: z.output<typeof setupFactorSchema>,
  caller: Caller,
): Promise<Result<ApiResponse<FactorSetup>>> {
  const { strategy, phoneNumberId = "", verificationId = "", code } = input;
  if (code !== undefined) {
    const confirmed =
      strategy === "totp"
        ? await confirmTotpSetup({ code }, caller)
        : await confirmSecondFactorPhone({ verificationId, code }, caller);
    if (!confirmed.ok) return confirmed;
    const reply = await newSessionResponse(confirmed.session, caller);
    if (!reply.ok) return reply;
    return { ...reply, body: { ...reply.body, backupCodes: confirmed.backupCodes } };
  }
  if (strategy === "totp") return totpSecretResponse(caller);
  const begun = await beginSecondFactorPhone({ phoneNumberId }, caller);
  return begun.ok
    ? { ok: true, body: { strategy: "phone_code", verificationId: begun.verificationId } }
    : begun;
}

async function totpSecretResponse(caller: Caller): Promise<Result<ApiResponse<FactorSetup>>> {
  const begun = await beginTotp(caller);
  if (!begun.ok) return begun;
  const found = await readSession(caller);
  const setup = found.ok ? await readTotpSetup(found.session) : null;
  return setup ? { ok: true, body: { strategy: "totp", ...setup } } : failure("client_state_invalid");
}
