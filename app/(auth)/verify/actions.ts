"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type Confirmation, confirmLink } from "@/lib/flows/email-link/confirm";
import { matchNumberField } from "@/lib/http/fields";
import { flowAction } from "@/lib/http/form-action";
import { setLinkTokenCookie } from "@/lib/http/link-token";
import { setSessionCookie } from "@/lib/http/session-cookie";
import { redirectAfterSignIn } from "@/lib/http/sign-in-redirect";

const schema = z.object({ token: z.string().min(1).max(128), number: matchNumberField.optional() });

/** The page of a link that was just confirmed in this browser. */
const CONFIRMED = "/verify?confirmed=1";

/** Confirms a link and redirects. In the browser that requested the link, the flow continues. */
export const confirmLinkAction = flowAction(schema, async (input, caller) => {
  const { token, number = null } = input;
  const result = await confirmLink({ token, matchNumber: number }, caller);
  if (!result.ok) return result;
  await setLinkTokenCookie(token);
  const { confirmation, redirectUrl } = result;
  return redirectUrl === null ? goOn(confirmation) : goBack(confirmation, redirectUrl);
});

/** Redirects to the front end's page for the result of a link. */
async function goBack(confirmation: Confirmation, redirectUrl: string): Promise<never> {
  const outcome = confirmation.status === "verified" ? confirmation.next.outcome : null;
  if (outcome?.status === "complete") await setSessionCookie(outcome.session);
  redirect(redirectUrl);
}

/**
 * Redirects to the next step of the flow. Another browser than the one that requested the link sees the result on the
 * page of the link.
 */
async function goOn(confirmation: Confirmation): Promise<never> {
  if (confirmation.status !== "verified") redirect("/verify");
  const { purpose, next, sameClient } = confirmation;
  if (!sameClient) redirect(CONFIRMED);
  if (purpose === "reset_password") redirect(`/reset-password?attempt=${next.attemptId}`);
  if (next.outcome === null) redirect(CONFIRMED);
  return redirectAfterSignIn(next.outcome, next.redirectUrl ?? "/?strategy=email_link");
}
