import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { SECOND_FACTOR_STRATEGIES } from "@/lib/flows/second-factor/factors";
import { STRATEGY_NAMES } from "@/lib/flows/sign-in/attempt";
import type { SignInOutcome } from "@/lib/flows/sign-in/complete-first-factor";
import { type DescribedSignIn, describeCompletedSignIn, describeSignIn } from "@/lib/flows/sign-in/resource";
import type { NewSession } from "@/lib/sessions/sessions";
import { trimInvisible } from "@/lib/typed-text";
import { backupCodeField, codeField } from "../fields";
import { passwordField, redirectUrlField, signOutOthersField, textField } from "./fields";
import type { ApiResponse } from "./route";

const messageStrategy = z.enum(STRATEGY_NAMES);

/**
 * The fields that start an attempt: an identifier, alone or with a password or with a strategy that sends a message
 * immediately.
 */
export const createSignInSchema = z
  .strictObject({
    identifier: textField.describe(
      "An email address, a phone number or, with `USERNAMES`, a username, as typed.",
    ),
    password: passwordField.optional(),
    strategy: z
      .enum(["password", ...STRATEGY_NAMES])
      .optional()
      .describe(
        "Sends a message immediately. Without a strategy and a password, choose a factor in a later call.",
      ),
    redirectUrl: redirectUrlField.optional(),
  })
  .refine(({ password, strategy }) => strategy !== "password" || password !== undefined, {
    path: ["password"],
  })
  .refine(
    ({ password, strategy }) => password === undefined || strategy === undefined || strategy === "password",
    {
      path: ["strategy"],
    },
  );

export const prepareFirstFactorSchema = z.strictObject({
  strategy: messageStrategy,
  emailAddressId: z.uuid().optional().describe("Defaults to the identifier of the sign-in."),
  phoneNumberId: z.uuid().optional().describe("Defaults to the identifier of the sign-in."),
  redirectUrl: redirectUrlField.optional(),
});

export const attemptFirstFactorSchema = z.strictObject({
  strategy: z.enum(["password", ...STRATEGY_NAMES]),
  code: codeField.optional(),
  password: passwordField
    .optional()
    .describe("With a reset strategy, the new password. You can also send it later with `reset-password`."),
  signOutOfOtherSessions: signOutOthersField,
});

export const resetPasswordSchema = z.strictObject({
  password: passwordField,
  signOutOfOtherSessions: signOutOthersField,
});

export const prepareSecondFactorSchema = z.strictObject({
  strategy: z.enum(SECOND_FACTOR_STRATEGIES).describe("Only `phone_code` needs to be prepared."),
  phoneNumberId: z.uuid().optional().describe("Defaults to the first phone number that is a second factor."),
});

export const attemptSecondFactorSchema = z
  .strictObject({
    strategy: z.enum(SECOND_FACTOR_STRATEGIES),
    code: z.union([codeField, backupCodeField]).describe("A 6-digit code or a backup code."),
    trustDevice: z
      .boolean()
      .default(false)
      .describe("Whether this client can skip the second factor for 30 days."),
  })
  .refine(({ strategy, code }) => strategy === "backup_code" || codeField.safeParse(code).success, {
    path: ["code"],
  });

/** Returns the state of an attempt, and passes the session to the client if the attempt has just created one. */
export async function signInResponse(
  signInId: string,
  caller: Caller,
  outcome: SignInOutcome | null = null,
): Promise<Result<ApiResponse<DescribedSignIn>>> {
  const described = await describeSignIn(signInId, caller);
  if (!described.ok) return described;
  return { ok: true, body: described.signIn, session: sessionOf(outcome) };
}

/** Returns an attempt that was just started. One that a password has completed is not read again. */
export async function newSignInResponse(
  { signInId, outcome }: { signInId: string; outcome: SignInOutcome | null },
  typed: string,
  caller: Caller,
): Promise<Result<ApiResponse<DescribedSignIn>>> {
  const session = sessionOf(outcome);
  if (!session?.created) return signInResponse(signInId, caller, outcome);
  const created = { sessionId: session.id, createdAt: session.created.at };
  return { ok: true, body: describeCompletedSignIn(signInId, trimInvisible(typed), created), session };
}

/** Returns the session of a completed sign-in. */
export function sessionOf(outcome: SignInOutcome | null): NewSession | undefined {
  return outcome?.status === "complete" ? outcome.session : undefined;
}
