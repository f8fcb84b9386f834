"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { Result } from "@/lib/errors";
import { attemptPasskeySecondFactor } from "@/lib/flows/passkeys/second-factor";
import { attemptSecondFactor, type SecondFactorPassed } from "@/lib/flows/second-factor/attempt";
import { prepareSecondFactor } from "@/lib/flows/second-factor/prepare";
import { attemptField, backupCodeField, codeField } from "@/lib/http/fields";
import { flowAction } from "@/lib/http/form-action";
import { resentNotice } from "@/lib/http/method-label";
import { passkeyAnswerField } from "@/lib/http/passkeys";
import { withRedirect } from "@/lib/http/paths";
import { startSessionAndRedirect } from "@/lib/http/sign-in-redirect";

const sendSchema = z.object({ attempt: attemptField, phone: z.uuid() });

/** Sends a code by SMS and redirects to its form. */
export const sendSecondFactorAction = flowAction(sendSchema, async (input, caller) => {
  const { attempt: signInId, phone: phoneNumberId } = input;
  const result = await prepareSecondFactor({ signInId, phoneNumberId }, caller);
  if (!result.ok) return result;
  redirect(`/sign-in/factor-two?attempt=${signInId}&by=phone_code`);
});

/** Sends the SMS again. */
export const resendSecondFactorAction = flowAction(sendSchema, async (input, caller) => {
  const { attempt: signInId, phone: phoneNumberId } = input;
  const result = await prepareSecondFactor({ signInId, phoneNumberId }, caller);
  return result.ok ? resentNotice("phone_code") : result;
});

const trust = z.literal("true").optional();

const codeSchema = z.object({
  attempt: attemptField,
  strategy: z.enum(["totp", "phone_code"]),
  code: codeField,
  trust,
});

/** Verifies the second factor by a code of six digits. */
export const attemptSecondFactorAction = flowAction(codeSchema, async (input, caller) => {
  const { attempt: signInId, strategy, code } = input;
  const trustDevice = input.trust === "true";
  return goOn(await attemptSecondFactor({ signInId, strategy, code, trustDevice }, caller));
});

const backupSchema = z.object({ attempt: attemptField, code: backupCodeField, trust });

/** Verifies the second factor by a backup code. */
export const attemptBackupCodeAction = flowAction(backupSchema, async (input, caller) => {
  const { attempt: signInId, code } = input;
  const trustDevice = input.trust === "true";
  return goOn(await attemptSecondFactor({ signInId, strategy: "backup_code", code, trustDevice }, caller));
});

const passkeySchema = z.object({ attempt: attemptField, credential: passkeyAnswerField });

/** Verifies the second factor by a passkey. */
export const attemptPasskeyAction = flowAction(passkeySchema, async (input, caller) => {
  const { attempt: signInId, credential: answer } = input;
  return goOn(await attemptPasskeySecondFactor({ signInId, answer }, caller));
});

async function goOn(result: Result<SecondFactorPassed>) {
  if (!result.ok) return result;
  if (result.session === null) redirect(withRedirect("/sign-in", result.redirectUrl, { reset: "done" }));
  const home = result.firstFactor === "email_link" ? "/?strategy=email_link" : "/";
  return startSessionAndRedirect(result.session, result.redirectUrl ?? home);
}
