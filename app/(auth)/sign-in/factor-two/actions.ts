"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { Caller } from "@/lib/flows/caller";
import { attemptSecondFactor, type SecondFactorAttempt } from "@/lib/flows/second-factor/attempt";
import { prepareSecondFactor } from "@/lib/flows/second-factor/prepare";
import { comeInWith } from "@/lib/web/come-in";
import { attemptField, backupCodeField, codeField } from "@/lib/web/fields";
import { formAction } from "@/lib/web/form-action";
import { resentNotice } from "@/lib/web/method-label";

const sendSchema = z.object({ attempt: attemptField, phone: z.uuid() });

/** Sends a text message with a code, and leads to where it is typed in. */
export const sendSecondFactorAction = formAction(sendSchema, async (input, caller) => {
  const { attempt: signInId, phone: phoneNumberId } = input;
  const result = await prepareSecondFactor({ signInId, phoneNumberId }, caller);
  if (!result.ok) return result;
  redirect(`/sign-in/factor-two?attempt=${signInId}&by=phone_code`);
});

/** Sends the text message once more. */
export const resendSecondFactorAction = formAction(sendSchema, async (input, caller) => {
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

/** Proves the second factor by a code of six digits. */
export const attemptSecondFactorAction = formAction(codeSchema, async (input, caller) => {
  const { attempt: signInId, strategy, code } = input;
  return goOn({ signInId, strategy, code, trustDevice: input.trust === "true" }, caller);
});

const backupSchema = z.object({ attempt: attemptField, code: backupCodeField, trust });

/** Proves the second factor by a backup code. */
export const attemptBackupCodeAction = formAction(backupSchema, async (input, caller) => {
  const { attempt: signInId, code } = input;
  return goOn({ signInId, strategy: "backup_code", code, trustDevice: input.trust === "true" }, caller);
});

async function goOn(attempt: SecondFactorAttempt, caller: Caller) {
  const result = await attemptSecondFactor(attempt, caller);
  if (!result.ok) return result;
  const home = result.firstFactor === "email_link" ? "/?strategy=email_link" : "/";
  return comeInWith(result.session, result.redirectUrl ?? home);
}
