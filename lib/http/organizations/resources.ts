import { z } from "zod";
import type { OpenInvitation } from "@/lib/flows/organizations/invitation";
import type {
  MemberView,
  OrganizationView,
  OwnOrganization,
  SentInvitation,
} from "@/lib/flows/organizations/read";
import { ORGANIZATION_ROLES } from "@/lib/flows/organizations/roles";

/** A role in an organization. */
export const organizationRoleField = z.enum(ORGANIZATION_ROLES);

/** An organization of the caller. */
export const organizationSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    role: organizationRoleField.describe("The role of the current user."),
    memberId: z.uuid().describe("The current user as a member."),
  })
  .meta({ id: "Organization" });

/** A member of an organization, as another member sees it. */
export const memberSchema = z
  .strictObject({
    id: z.uuid(),
    userId: z.uuid(),
    name: z.string().nullable(),
    emailAddress: z.string().nullable(),
    role: organizationRoleField,
    isSelf: z.boolean(),
    assignableRoles: z
      .array(organizationRoleField)
      .describe("The roles that the current user can give this member, including the present one."),
    canRemove: z.boolean().describe("Whether the current user can remove this member."),
  })
  .meta({ id: "OrganizationMember" });

/** An organization with its members. */
export const organizationWithMembersSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    role: organizationRoleField.describe("The role of the current user."),
    members: z.array(memberSchema),
    inviteRoles: z.array(organizationRoleField).describe("The roles that the current user can invite to."),
  })
  .meta({ id: "OrganizationWithMembers" });

/** An open invitation of an organization, as its members with the right role see it. */
export const sentInvitationSchema = z
  .strictObject({
    id: z.uuid(),
    emailAddress: z.string(),
    role: organizationRoleField,
    isExpired: z.boolean(),
    expireAt: z.int().describe("In milliseconds since 1970."),
    canManage: z.boolean().describe("Whether the current user can resend or revoke it."),
  })
  .meta({ id: "OrganizationInvitation" });

/** An open invitation, as the invited user sees it. */
export const receivedInvitationSchema = z
  .strictObject({ id: z.uuid(), organizationName: z.string(), role: organizationRoleField })
  .meta({ id: "ReceivedInvitation" });

export type OrganizationResource = z.output<typeof organizationSchema>;
export type MemberResource = z.output<typeof memberSchema>;
export type SentInvitationResource = z.output<typeof sentInvitationSchema>;

/** Converts an organization of the caller to its API resource. */
export function organizationResource({ id, name, role, memberId }: OwnOrganization): OrganizationResource {
  return { id, name, role, memberId };
}

/** Converts a member to its API resource. */
export function memberResource(member: MemberView): MemberResource {
  const {
    memberId: id,
    userId,
    name,
    emailAddress,
    role,
    isSelf,
    roles: assignableRoles,
    canRemove,
  } = member;
  return { id, userId, name, emailAddress, role, isSelf, assignableRoles, canRemove };
}

/** Converts an organization with its members to its API resource. */
export function organizationWithMembersResource({
  id,
  name,
  role,
  members,
  inviteRoles,
}: OrganizationView): z.output<typeof organizationWithMembersSchema> {
  return { id, name, role, members: members.map(memberResource), inviteRoles };
}

/** Converts an invitation of an organization to its API resource. */
export function sentInvitationResource({
  invitationId: id,
  mayManage: canManage,
  expiresAt,
  ...invitation
}: SentInvitation): SentInvitationResource {
  return { id, ...invitation, expireAt: expiresAt.getTime(), canManage };
}

/** Converts an invitation to the caller to its API resource. */
export function receivedInvitationResource({
  invitationId: id,
  ...invitation
}: OpenInvitation): z.output<typeof receivedInvitationSchema> {
  return { id, ...invitation };
}
