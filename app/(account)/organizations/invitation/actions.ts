"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { acceptInvitation, declineInvitation } from "@/lib/flows/organizations/answer";
import { comeInWith } from "@/lib/web/come-in";
import { idField } from "@/lib/web/fields";
import { formAction } from "@/lib/web/form-action";
import { getTranslations } from "@/lib/web/locale";
import { onwards } from "@/lib/web/onwards";

const acceptSchema = z.object({ invitation: idField, redirect_url: z.string().optional() });

/** Accepts an invitation, and leads to `redirect_url` or to the organization. */
export const acceptInvitationAction = formAction(acceptSchema, async (input, caller) => {
  const result = await acceptInvitation(input.invitation, caller);
  if (!result.ok) return result;
  const { redirect_url: wanted } = input;
  const next = wanted === undefined ? `/organizations/${result.organizationId}` : onwards(wanted);
  return result.session === null ? redirect(next) : comeInWith(result.session, next);
});

/** Declines an invitation; the page it is on then shows so. */
export const declineInvitationAction = formAction(
  z.object({ invitation: idField }),
  async ({ invitation }, caller) => {
    const result = await declineInvitation(invitation, caller);
    if (!result.ok) return result;
    const t = await getTranslations("organizations.answer");
    return { notice: t("declined") };
  },
);
