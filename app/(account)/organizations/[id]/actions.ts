"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { Result } from "@/lib/errors";
import { inviteMember, resendInvitation, revokeInvitation } from "@/lib/flows/organizations/invite";
import {
  changeMemberRole,
  leaveAndDelete,
  leaveOrganization,
  removeMember,
} from "@/lib/flows/organizations/members";
import { deleteField, identifierField, idField } from "@/lib/http/fields";
import { formAction } from "@/lib/http/form-action";
import { requireActiveSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { organizationRoleField } from "@/lib/http/organizations/resources";

const inviteSchema = z.object({
  organization: idField,
  emailAddress: identifierField,
  role: organizationRoleField,
});

/** Invites a user by email. */
export const inviteAction = formAction(inviteSchema, async (input, caller) => {
  const { organization: organizationId, emailAddress, role } = input;
  const result = await inviteMember({ organizationId, emailAddress, role }, caller);
  return result.ok ? notice("invite.invited") : result;
});

const invitationSchema = z.object({ organization: idField, invitation: idField });

/** Sends an invitation again, with a new token. */
export const resendInvitationAction = formAction(invitationSchema, async (input, caller) => {
  const { organization: organizationId, invitation: invitationId } = input;
  const result = await resendInvitation({ organizationId, invitationId }, caller);
  return result.ok ? notice("invitations.resent") : result;
});

/** Revokes an invitation. */
export const revokeInvitationAction = formAction(invitationSchema, async (input, caller) => {
  const { organization: organizationId, invitation: invitationId } = input;
  const result = await revokeInvitation({ organizationId, invitationId }, caller);
  return result.ok ? notice("invitations.revoked") : result;
});

const memberSchema = z.object({ organization: idField, member: idField });

/** Changes the role of a member. */
export const changeRoleAction = formAction(
  memberSchema.extend({ role: organizationRoleField }),
  async (input, caller) => {
    const { organization: organizationId, member: memberId, role } = input;
    const result = await changeMemberRole({ organizationId, memberId, role }, caller);
    return result.ok ? notice("members.changed") : result;
  },
);

/** Removes a member from the organization. */
export const removeMemberAction = formAction(memberSchema, async (input, caller) => {
  const { organization: organizationId, member: memberId } = input;
  const result = await removeMember({ organizationId, memberId }, caller);
  if (!result.ok) return result;
  const t = await getTranslations("organizations.members");
  return { notice: t("removal.done", { who: result.emailAddress ?? result.name ?? t("unnamed") }) };
});

/** Removes the signed-in user from the organization. */
export const leaveAction = formAction(z.object({ organization: idField }), async (input, caller) =>
  concludeLeaving(await leaveOrganization(input.organization, caller)),
);

/** Removes the signed-in user, its only member, from the organization and deletes it. */
export const leaveForGoodAction = formAction(
  z.object({ organization: idField, confirmation: deleteField }),
  async (input, caller) => concludeLeaving(await leaveAndDelete(input.organization, caller)),
);

async function concludeLeaving(result: Result) {
  if (!result.ok) return result;
  // Redirects to the choice of another organization if one is required.
  await requireActiveSession("/organizations");
  redirect("/organizations");
}

type NoticeKey = `invitations.${"resent" | "revoked"}` | "members.changed" | "invite.invited";

async function notice(key: NoticeKey) {
  const t = await getTranslations("organizations");
  return { notice: t(key) };
}
