"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { StrategyName } from "@/lib/flows/sign-in/attempt";
import { createSignIn } from "@/lib/flows/sign-in/create";
import { prepareFirstFactor } from "@/lib/flows/sign-in/prepare-first-factor";
import { attemptField, identifierField } from "@/lib/http/fields";
import { beginAction, flowAction } from "@/lib/http/form-action";
import { resentNotice } from "@/lib/http/method-label";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { parseIdentifier } from "@/lib/identifiers/identifier";

const schema = z.object({
  identifier: identifierField,
  method: z.enum(["code", "link"]).default("code"),
  redirect_url: z.string().optional(),
});

/**
 * Returns the strategy for an identifier. A phone number always receives a code by SMS, because links are sent only to
 * email addresses.
 */
function strategyFor(identifier: string, method: "code" | "link"): StrategyName {
  if (!identifier.normalize("NFKC").includes("@")) return "reset_password_phone_code";
  return method === "link" ? "reset_password_email_link" : "reset_password_email_code";
}

/** Sends a code or link if the identifier exists, and redirects. The response is the same for unknown identifiers. */
export const requestPasswordResetAction = beginAction(schema, async (input, caller) => {
  const { identifier, method, redirect_url: requestedUrl } = input;
  // A username has no address or number of its own: the next page offers those of the user, masked.
  const isUsername = parseIdentifier(identifier)?.kind === "username";
  const strategy = isUsername ? null : strategyFor(identifier, method);
  const result = await createSignIn(
    { identifier, strategy, redirectUrl: safeRedirectUrl(requestedUrl) },
    caller,
  );
  if (!result.ok) return result;
  redirect(`/${isUsername ? "forgot-password" : "reset-password"}?attempt=${result.signInId}`);
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

/** Sends the most recent message again. */
export const resendResetAction = flowAction(chooseSchema, async (input, caller) => {
  const { attempt: signInId, strategy, contact: contactId } = input;
  const result = await prepareFirstFactor({ signInId, strategy, contactId }, caller);
  return result.ok ? resentNotice(strategy) : result;
});
