import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { matchesDomainRules } from "@/lib/domain-rules";
import type { SignUpRejection } from "@/lib/notifications/message";
import type { SignUpMode } from "@/lib/settings-schema";

/** Who can sign up: the mode, and the rules for domains as `matchesDomainRules` takes them. */
export type SignUpRules = { mode: SignUpMode; domains: string[]; blockedDomains: string[] };

/** The pending invitations to an address. */
export type Invitations = {
  /** Whether an admin or the backend has invited the address. */
  isInvited: boolean;
  /** Whether an organization has invited the address. */
  isInvitedToOrganization: boolean;
};

/**
 * Returns why the rules do not allow a sign-up, or `null` if they allow it. An invitation by an admin or the backend
 * overrides the rules for domains. One by an organization does not, because every user can create an organization.
 *
 * @param emailAddress as `normalizeEmailAddress` returns it
 */
export function rejectionBy(
  { mode, domains, blockedDomains }: SignUpRules,
  emailAddress: string,
  { isInvited, isInvitedToOrganization }: Invitations,
): SignUpRejection | null {
  if (mode === "closed") return "closed";
  if (isInvited) return null;
  if (mode === "invitation" && !isInvitedToOrganization) return "invitation";
  const isBlocked = matchesDomainRules(emailAddress, blockedDomains);
  const isListed = domains.length === 0 || matchesDomainRules(emailAddress, domains);
  return isBlocked || !isListed ? "domain" : null;
}

/**
 * Returns why an address cannot sign up now, or `null`. Runs the same statement for every address, and none if everyone
 * can sign up.
 *
 * @param emailAddress as `normalizeEmailAddress` returns it
 */
export async function findSignUpRejection(db: Db, emailAddress: string): Promise<SignUpRejection | null> {
  const rules = config().signUp;
  if (rules.mode === "open" && rules.domains.length === 0 && rules.blockedDomains.length === 0) return null;
  const [invitations] = await db.$queryRaw<[Invitations]>`
    SELECT EXISTS (SELECT 1 FROM "SignUpInvitation" WHERE "emailAddress" = ${emailAddress}
                   AND "acceptedAt" IS NULL AND "revokedAt" IS NULL AND "expiresAt" > now()) AS "isInvited",
           EXISTS (SELECT 1 FROM "Invitation" WHERE "emailAddress" = ${emailAddress}
                   AND "acceptedAt" IS NULL AND "declinedAt" IS NULL AND "revokedAt" IS NULL
                   AND "expiresAt" > now()) AS "isInvitedToOrganization"`;
  return rejectionBy(rules, emailAddress, invitations);
}

/**
 * Decides whether a user with a verified address is created, and consumes the invitation to that address, if there is
 * one. It is the last check of every sign-up, because the settings or invitations may have changed since the message
 * was sent.
 *
 * @param tx the transaction that creates the user and has locked the address
 * @returns why not; or `null`, and the consumed invitation
 */
export async function admitSignUp(
  tx: Db,
  emailAddress: string,
): Promise<{ rejection: SignUpRejection } | { rejection: null; invitationId: string | null }> {
  if (config().signUp.mode === "closed") return { rejection: "closed" };
  const [consumed] = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "SignUpInvitation" SET "acceptedAt" = now()
    WHERE "emailAddress" = ${emailAddress} AND "acceptedAt" IS NULL AND "revokedAt" IS NULL AND "expiresAt" > now()
    RETURNING id`;
  if (consumed !== undefined) return { rejection: null, invitationId: consumed.id };
  const rejection = await findSignUpRejection(tx, emailAddress);
  return rejection === null ? { rejection, invitationId: null } : { rejection };
}
