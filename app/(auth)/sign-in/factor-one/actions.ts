"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { attemptFirstFactor } from "@/lib/flows/sign-in/attempt-first-factor";
import { createSignIn } from "@/lib/flows/sign-in/create";
import { prepareFirstFactor } from "@/lib/flows/sign-in/prepare-first-factor";
import { attemptField, codeField, identifierField } from "@/lib/http/fields";
import { beginAction, flowAction } from "@/lib/http/form-action";
import { resentNotice } from "@/lib/http/method-label";
import { withQuery } from "@/lib/http/paths";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { redirectAfterSignIn } from "@/lib/http/sign-in-redirect";

const identifySchema = z.object({
  identifier: identifierField,
  redirect_url: z.string().optional(),
});

/** Starts an attempt. No message is sent before the user chooses a method. */
export const identifyAction = beginAction(identifySchema, async (input, caller) => {
  const { identifier, redirect_url: requestedUrl } = input;
  const redirectUrl = requestedUrl === undefined ? null : safeRedirectUrl(requestedUrl);
  const result = await createSignIn({ identifier, strategy: null, redirectUrl }, caller);
  if (!result.ok) return result;
  redirect(`/sign-in/factor-one?attempt=${result.signInId}`);
});

const chooseSchema = z.object({
  attempt: attemptField,
  strategy: z.enum(["email_code", "email_link", "phone_code"]),
  contact: z.uuid(),
  reason: z.literal("compromised").optional(),
});

/** Sends a code or link by the chosen method. */
export const chooseMethodAction = flowAction(chooseSchema, async (input, caller) => {
  const { attempt: signInId, strategy, contact: contactId, reason } = input;
  const result = await prepareFirstFactor({ signInId, strategy, contactId }, caller);
  if (!result.ok) return result;
  redirect(withQuery("/sign-in/factor-one", { attempt: signInId, reason }));
});

/** Sends the most recent message again. */
export const resendAction = flowAction(chooseSchema, async (input, caller) => {
  const { attempt: signInId, strategy, contact: contactId } = input;
  const result = await prepareFirstFactor({ signInId, strategy, contactId }, caller);
  return result.ok ? resentNotice(strategy) : result;
});

const codeSchema = z.object({ attempt: attemptField, code: codeField });

/** Verifies the first factor by its code. */
export const attemptCodeAction = flowAction(codeSchema, async (input, caller) => {
  const result = await attemptFirstFactor({ signInId: input.attempt, code: input.code }, caller);
  if (!result.ok) return result;
  const redirectTo = result.redirectUrl ?? "/";
  return result.outcome === null ? redirect(redirectTo) : redirectAfterSignIn(result.outcome, redirectTo);
});
