import { z } from "zod";
import type { OrganizationChoice } from "@/lib/flows/organizations/choose-organization";
import { defineEndpoint } from "../api/api-endpoint";
import { deletedSchema, nameField, noInput, textField } from "../api/fields";
import { sessionSchema } from "../session-resource";
import {
  memberSchema,
  organizationRoleField,
  organizationSchema,
  organizationWithMembersSchema,
  receivedInvitationSchema,
  sentInvitationSchema,
} from "./resources";

/** Exactly one field: an organization of the user, an invitation, or the name of a new organization. */
const chooseOrganizationSchema = z
  .strictObject({
    organizationId: z.uuid().optional().describe("A membership. Send exactly one of the three fields."),
    invitationId: z.uuid().optional().describe("The invitation to accept."),
    name: nameField.optional().describe("The name of a new organization."),
  })
  .refine((choice) => Object.values(choice).filter((field) => field !== undefined).length === 1, {
    path: ["organizationId"],
  });

/** Converts the fields to a choice of organization. */
export function organizationChoice(input: z.output<typeof chooseOrganizationSchema>): OrganizationChoice {
  const { organizationId, invitationId, name = "" } = input;
  if (organizationId !== undefined) return { by: "membership", organizationId };
  return invitationId === undefined ? { by: "creation", name } : { by: "invitation", invitationId };
}

const switchSchema = z.strictObject({
  organizationId: z
    .uuid()
    .nullable()
    .describe("An organization of the user; null for none, unless the server requires one."),
});

const inviteSchema = z.strictObject({
  emailAddress: textField,
  role: organizationRoleField.default("member"),
});

const changeMemberSchema = z.strictObject({ role: organizationRoleField });

const organizationsSchema = z
  .strictObject({ data: z.array(organizationSchema) })
  .meta({ id: "OrganizationList" });

const membersSchema = z.strictObject({ data: z.array(memberSchema) }).meta({ id: "OrganizationMemberList" });

const sentInvitationsSchema = z
  .strictObject({ data: z.array(sentInvitationSchema) })
  .meta({ id: "OrganizationInvitationList" });

const receivedInvitationsSchema = z
  .strictObject({ data: z.array(receivedInvitationSchema) })
  .meta({ id: "ReceivedInvitationList" });

const declinedSchema = z
  .strictObject({ id: z.uuid(), status: z.literal("declined") })
  .meta({ id: "DeclinedInvitation" });

/** The endpoints of organizations in the client API. */
export const ORGANIZATION_ENDPOINTS = {
  "POST /session/tasks/choose-organization": defineEndpoint(
    "Choose an organization",
    chooseOrganizationSchema,
    sessionSchema,
    [400, 404],
  ),
  "GET /organizations": defineEndpoint("List the user's organizations", noInput, organizationsSchema),
  "POST /organizations": defineEndpoint(
    "Create an organization and switch to it",
    z.strictObject({ name: nameField }),
    organizationSchema,
    [400],
  ),
  "POST /organizations/switch": defineEndpoint(
    "Switch to another organization",
    switchSchema,
    sessionSchema,
    [400, 404],
  ),
  "GET /organizations/invitations": defineEndpoint(
    "List invitations to the user",
    noInput,
    receivedInvitationsSchema,
  ),
  "POST /organizations/invitations/{id}/accept": defineEndpoint(
    "Accept an invitation and switch to the organization",
    noInput,
    organizationSchema,
    [400],
  ),
  "POST /organizations/invitations/{id}/decline": defineEndpoint(
    "Decline an invitation",
    noInput,
    declinedSchema,
    [400],
  ),
  "GET /organizations/{id}": defineEndpoint(
    "Get an organization with its members",
    noInput,
    organizationWithMembersSchema,
  ),
  "DELETE /organizations/{id}": defineEndpoint(
    "Delete an organization without other members",
    noInput,
    deletedSchema,
    [400],
  ),
  "POST /organizations/{id}/leave": defineEndpoint("Leave an organization", noInput, sessionSchema),
  "GET /organizations/{id}/members": defineEndpoint("List members", noInput, membersSchema),
  "PATCH /organizations/{id}/members/{memberId}": defineEndpoint(
    "Change the role of a member",
    changeMemberSchema,
    memberSchema,
  ),
  "DELETE /organizations/{id}/members/{memberId}": defineEndpoint("Remove a member", noInput, deletedSchema),
  "GET /organizations/{id}/invitations": defineEndpoint(
    "List invitations of an organization",
    noInput,
    sentInvitationsSchema,
  ),
  "POST /organizations/{id}/invitations": defineEndpoint(
    "Invite an email address",
    inviteSchema,
    sentInvitationSchema,
    [429],
  ),
  "POST /organizations/{id}/invitations/{invitationId}/resend": defineEndpoint(
    "Send an invitation again, as a new one",
    noInput,
    sentInvitationSchema,
    [429],
  ),
  "DELETE /organizations/{id}/invitations/{invitationId}": defineEndpoint(
    "Revoke an invitation",
    noInput,
    deletedSchema,
  ),
};
