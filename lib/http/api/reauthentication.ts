import { z } from "zod";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { attemptReauthenticationCode } from "@/lib/flows/reauthentication/with-code";
import { reauthenticateWithPasskey } from "@/lib/flows/reauthentication/with-passkey";
import { reauthenticateWithPassword } from "@/lib/flows/reauthentication/with-password";
import { reauthenticateWithSecondFactor } from "@/lib/flows/reauthentication/with-second-factor";
import type { NewSession } from "@/lib/sessions/sessions";
import { backupCodeField, codeField } from "../fields";
import { passwordField } from "./fields";
import { passkeyCredentialField } from "./passkeys";

/** The required fields of each strategy. */
const NEEDS = {
  password: ["password"],
  message: ["verificationId", "code"],
  totp: ["code"],
  backup_code: ["code"],
  passkey: ["credential"],
} as const;

/** A reauthentication: by password, by the code of a requested message, by a second factor, or by a passkey. */
export const attemptProofSchema = z
  .strictObject({
    strategy: z.enum(["password", "message", "totp", "backup_code", "passkey"]),
    password: passwordField.optional(),
    verificationId: z.uuid().optional().describe("The `verificationId` of the message."),
    code: z.union([codeField, backupCodeField]).optional().describe("A 6-digit code or a backup code."),
    credential: passkeyCredentialField.optional(),
  })
  .superRefine((input, context) => {
    for (const name of NEEDS[input.strategy]) {
      if (input[name] === undefined) context.addIssue({ code: "custom", path: [name] });
    }
  });

/** The verification to send together with the code of the message. */
export const preparedProofSchema = z.strictObject({ verificationId: z.uuid() }).meta({ id: "PreparedProof" });

/** Reauthenticates the session of the caller. The session gets a new token. */
export function reauthenticate(
  input: z.output<typeof attemptProofSchema>,
  caller: Caller,
): Promise<Result<{ session: NewSession }>> {
  const { strategy, password = "", verificationId = "", code = "", credential } = input;
  switch (strategy) {
    case "password":
      return reauthenticateWithPassword({ password }, caller);
    case "message":
      return attemptReauthenticationCode({ verificationId, code }, caller);
    case "passkey":
      return credential === undefined
        ? Promise.resolve(failure("form_param_missing", { paramName: "credential" }))
        : reauthenticateWithPasskey(credential, caller);
    default:
      return reauthenticateWithSecondFactor({ strategy, code }, caller);
  }
}
