import { z } from "zod";
import type { OrganizationChoice } from "@/lib/flows/organizations/choose-organization";
import { defineEndpoint } from "../api/api-endpoint";
import { nameField } from "../api/fields";
import { sessionSchema } from "../session-resource";

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

/** The endpoints of organizations in the client API. */
export const ORGANIZATION_ENDPOINTS = {
  "POST /session/tasks/choose-organization": defineEndpoint(
    "Choose an organization",
    chooseOrganizationSchema,
    sessionSchema,
    [400, 404],
  ),
};
