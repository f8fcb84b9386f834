"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { createSignIn } from "@/lib/flows/sign-in/create";
import { prepareFirstFactor } from "@/lib/flows/sign-in/prepare-first-factor";
import type { StrategyName } from "@/lib/flows/sign-in/strategies";
import { attemptField } from "@/lib/http/fields";
import { beginAction, flowAction } from "@/lib/http/form-action";
import { resentNotice } from "@/lib/http/method-label";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";

const schema = z.object({
  identifier: z.string().trim().min(1),
  method: z.enum(["code", "link"]).default("code"),
  redirect_url: z.string().optional(),
});

/** A phone number gets its code by text message, whatever was chosen: links go to email addresses only. */
function strategyFor(identifier: string, method: "code" | "link"): StrategyName {
  if (!identifier.normalize("NFKC").includes("@")) return "reset_password_phone_code";
  return method === "link" ? "reset_password_email_link" : "reset_password_email_code";
}

/** Sends a code or link, if the address or number is anybody's, and leads on: the same for everybody. */
export const requestPasswordResetAction = beginAction(schema, async (input, caller) => {
  const { identifier, method, redirect_url: requestedUrl } = input;
  const strategy = strategyFor(identifier, method);
  const result = await createSignIn(
    { identifier, strategy, redirectUrl: safeRedirectUrl(requestedUrl) },
    caller,
  );
  if (!result.ok) return result;
  redirect(`/reset-password?attempt=${result.signInId}`);
});

const chooseSchema = z.object({
  attempt: attemptField,
  strategy: z.enum(["reset_password_email_code", "reset_password_email_link", "reset_password_phone_code"]),
  contact: z.uuid(),
});

/** Sends a code or link by another method. */
export const chooseResetMethodAction = flowAction(chooseSchema, async (input, caller) => {
  const { attempt: signInId, strategy, contact: contactId } = input;
  const result = await prepareFirstFactor({ signInId, strategy, contactId }, caller);
  if (!result.ok) return result;
  redirect(`/reset-password?attempt=${signInId}`);
});

/** Sends once more what was sent last. */
export const resendResetAction = flowAction(chooseSchema, async (input, caller) => {
  const { attempt: signInId, strategy, contact: contactId } = input;
  const result = await prepareFirstFactor({ signInId, strategy, contactId }, caller);
  return result.ok ? resentNotice(strategy) : result;
});
