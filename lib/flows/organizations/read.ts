import { type Db, database } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { canChangeRole, canInvite, canInviteAs, canRemove, ORGANIZATION_ROLES } from "./roles";

/** An organization of a user, as the user's list shows it. */
export type OwnOrganization = { id: string; name: string; role: OrganizationRole; memberId: string };

/** Lists the organizations of a user, by name. */
export async function organizationsOf(userId: string): Promise<OwnOrganization[]> {
  const db = await database();
  const memberships = await db.membership.findMany({
    where: { userId },
    include: { organization: true },
    orderBy: [{ organization: { name: "asc" } }, { createdAt: "asc" }],
  });
  return memberships.map(({ id: memberId, role, organization: { id, name } }) => ({
    id,
    name,
    role,
    memberId,
  }));
}

/** A member, and the changes that the reader may make. */
export type MemberView = {
  memberId: string;
  userId: string;
  name: string | null;
  emailAddress: string | null;
  role: OrganizationRole;
  isSelf: boolean;
  /** The roles that the reader may assign, including the current one. */
  roles: OrganizationRole[];
  canRemove: boolean;
  /** Whether this is the only owner, who can neither leave nor take another role. */
  isLastOwner: boolean;
};

/** An open invitation, and whether the reader may resend or revoke it. */
export type SentInvitation = {
  invitationId: string;
  emailAddress: string;
  role: OrganizationRole;
  expiresAt: Date;
  isExpired: boolean;
  mayManage: boolean;
};

/** An organization, as one of its members sees it. */
export type OrganizationView = {
  id: string;
  name: string;
  role: OrganizationRole;
  members: MemberView[];
  /** Empty if the reader may not invite. */
  invitations: SentInvitation[];
  /** The roles that the reader may invite users to. */
  inviteRoles: OrganizationRole[];
};

/**
 * Reads an organization for one of its members.
 *
 * @param organizationId a UUID
 * @returns `null` if the user is not a member, or the organization does not exist
 */
export async function readOrganization(
  organizationId: string,
  userId: string,
): Promise<OrganizationView | null> {
  const db = await database();
  const own = await db.membership.findUnique({
    where: { organizationId_userId: { organizationId, userId } },
    include: { organization: true },
  });
  if (own === null) return null;
  const { role, organization } = own;
  return {
    id: organizationId,
    name: organization.name,
    role,
    members: await readMembers(db, organizationId, { userId, role }),
    invitations: canInvite(role) ? await readInvitations(db, organizationId, role) : [],
    inviteRoles: ORGANIZATION_ROLES.filter((asked) => canInviteAs(role, asked)),
  };
}

async function readMembers(
  db: Db,
  organizationId: string,
  reader: { userId: string; role: OrganizationRole },
): Promise<MemberView[]> {
  const members = await db.membership.findMany({
    where: { organizationId },
    include: { user: { include: { emailAddresses: { where: { isPrimary: true } } } } },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }],
  });
  const owners = members.filter(({ role }) => role === "owner").length;
  return members.map(({ id: memberId, userId, role, user }) => {
    const isSelf = userId === reader.userId;
    return {
      memberId,
      userId,
      name: user.name,
      emailAddress: user.emailAddresses[0]?.address ?? null,
      role,
      isSelf,
      roles: ORGANIZATION_ROLES.filter((to) => canChangeRole(reader.role, { from: role, to, isSelf })),
      canRemove: !isSelf && canRemove(reader.role, role),
      isLastOwner: role === "owner" && owners === 1,
    };
  });
}

async function readInvitations(
  db: Db,
  organizationId: string,
  reader: OrganizationRole,
): Promise<SentInvitation[]> {
  const open = await db.$queryRaw<Omit<SentInvitation, "mayManage">[]>`
    SELECT id AS "invitationId", "emailAddress", role::text AS role, "expiresAt",
           "expiresAt" <= now() AS "isExpired"
    FROM "Invitation"
    WHERE "organizationId" = ${organizationId}::uuid AND "acceptedAt" IS NULL AND "declinedAt" IS NULL
      AND "revokedAt" IS NULL
    ORDER BY "createdAt" DESC`;
  return open.map((invitation) => ({ ...invitation, mayManage: canInviteAs(reader, invitation.role) }));
}
