"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { acceptInvitation, declineInvitation } from "@/lib/flows/organizations/respond-to-invitation";
import { idField } from "@/lib/http/fields";
import { formAction } from "@/lib/http/form-action";
import { getTranslations } from "@/lib/http/locale";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { startSessionAndRedirect } from "@/lib/http/sign-in-redirect";

const acceptSchema = z.object({ invitation: idField, redirect_url: z.string().optional() });

/** Accepts an invitation and redirects to `redirect_url` or to the organization. */
export const acceptInvitationAction = formAction(acceptSchema, async (input, caller) => {
  const result = await acceptInvitation(input.invitation, caller);
  if (!result.ok) return result;
  const { redirect_url: requestedUrl } = input;
  const next =
    requestedUrl === undefined ? `/organizations/${result.organizationId}` : safeRedirectUrl(requestedUrl);
  return result.session === null ? redirect(next) : startSessionAndRedirect(result.session, next);
});

/** Declines an invitation. The current page then shows the result. */
export const declineInvitationAction = formAction(
  z.object({ invitation: idField }),
  async ({ invitation }, caller) => {
    const result = await declineInvitation(invitation, caller);
    if (!result.ok) return result;
    const t = await getTranslations("organizations.answer");
    return { notice: t("declined") };
  },
);
