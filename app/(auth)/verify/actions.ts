"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type Confirmation, confirmLink } from "@/lib/flows/email-link/confirm";
import { openSession } from "@/lib/web/auth";
import { comeIn } from "@/lib/web/come-in";
import { matchNumberField } from "@/lib/web/fields";
import { flowAction } from "@/lib/web/form-action";
import { rememberLinkToken } from "@/lib/web/link-token";

const schema = z.object({ token: z.string().min(1).max(128), number: matchNumberField.optional() });

/** The page of a link that was confirmed in this browser just now. */
const CONFIRMED = "/verify?confirmed=1";

/** Confirms a link, and leads on where it was asked for in this browser. */
export const confirmLinkAction = flowAction(schema, async (input, caller) => {
  const { token, number = null } = input;
  const result = await confirmLink({ token, matchNumber: number }, caller);
  if (!result.ok) return result;
  await rememberLinkToken(token);
  const { confirmation, leadsTo } = result;
  return leadsTo === null ? goOn(confirmation) : goBack(confirmation, leadsTo);
});

/** Leads to the page that a front end has for how a link ended. */
async function goBack(confirmation: Confirmation, leadsTo: string): Promise<never> {
  const entry = confirmation.status === "verified" ? confirmation.advanced.entry : null;
  if (entry?.status === "complete") await openSession(entry.session);
  redirect(leadsTo);
}

/** Elsewhere than in the browser that asked, the page of the link says how it ended. */
async function goOn(confirmation: Confirmation): Promise<never> {
  if (confirmation.status !== "verified") redirect("/verify");
  const { purpose, advanced, sameClient } = confirmation;
  if (!sameClient) redirect(CONFIRMED);
  if (purpose === "reset_password") redirect(`/reset-password?attempt=${advanced.attemptId}`);
  if (advanced.entry === null) redirect(CONFIRMED);
  return comeIn(advanced.entry, advanced.redirectUrl ?? "/?strategy=email_link");
}
