import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import type { SignInOutcome } from "@/lib/flows/sign-in/complete-first-factor";
import { type DescribedSignUp, describeSignUp } from "@/lib/flows/sign-up/describe";
import { codeField } from "../fields";
import { passwordField, redirectUrlField, textField, usernameField } from "./fields";
import type { ApiResponse } from "./route";
import { sessionOf } from "./sign-in";

const strategy = z.enum(["email_code", "email_link"]);

export const createSignUpSchema = z.strictObject({
  emailAddress: textField,
  phoneNumber: textField.optional(),
  username: usernameField,
  password: passwordField.optional(),
  strategy: strategy.optional(),
  redirectUrl: redirectUrlField.optional(),
});

export const prepareSignUpSchema = z.strictObject({ strategy, redirectUrl: redirectUrlField.optional() });

export const attemptSignUpSchema = z.strictObject({
  strategy: strategy.optional().describe("Defaults to the strategy of the last message."),
  code: codeField.optional(),
});

/** Returns the state of a sign-up, and passes the session to the client if the sign-up has just created one. */
export async function signUpResponse(
  signUpId: string,
  caller: Caller,
  outcome: SignInOutcome | null = null,
): Promise<Result<ApiResponse<DescribedSignUp>>> {
  const described = await describeSignUp(signUpId, caller);
  if (!described.ok) return described;
  return { ok: true, body: described.signUp, session: sessionOf(outcome) };
}
