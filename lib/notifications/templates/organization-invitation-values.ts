import type { OrganizationRole } from "@/lib/db/generated/enums";

/** The values of the invitation to an organization. */
export type OrganizationInvitation = {
  organizationName: string;
  role: OrganizationRole;
  url: string;
  ttlSeconds: number;
};
