"use server";

import { z } from "zod";
import { inviteToSignUp } from "@/lib/flows/sign-up-invitations/invite";
import { revokeSignUpInvitation } from "@/lib/flows/sign-up-invitations/revoke";
import { adminAction, adminActionWithRecentAuth } from "@/lib/http/admin/action";
import { identifierField, idField } from "@/lib/http/fields";
import { getTranslations } from "@/lib/http/locale";

/** Invites an address to create an account. */
export const inviteToSignUpAction = adminActionWithRecentAuth(
  z.object({ emailAddress: identifierField }),
  () => "/admin/invitations/new",
  async ({ emailAddress }, actor) => {
    const result = await inviteToSignUp({ emailAddress, redirectUrl: null }, actor);
    if (!result.ok) return result;
    const t = await getTranslations("admin.invitations");
    return { notice: t("sent", { address: result.invitation.emailAddress }) };
  },
);

/** Revokes an invitation. */
export const revokeSignUpInvitationAction = adminAction(
  z.object({ invitation: idField }),
  async ({ invitation }, actor) => {
    const result = await revokeSignUpInvitation(invitation, actor);
    if (!result.ok) return result;
    const t = await getTranslations("admin.invitations");
    return { notice: t("revoked", { address: result.invitation.emailAddress }) };
  },
);
