import { keyedHash } from "@/lib/crypto/hash";
import { Prisma } from "@/lib/db/client";
import { parseLinkToken } from "@/lib/typed-text";

/** Lifetime of an invitation: one week. */
export const SIGN_UP_INVITATION_TTL_SECONDS = 7 * 24 * 3600;

/** The states of an invitation. */
export const SIGN_UP_INVITATION_STATUSES = ["pending", "accepted", "revoked", "expired"] as const;
export type SignUpInvitationStatus = (typeof SIGN_UP_INVITATION_STATUSES)[number];

/** An invitation to create an account, as an admin sees it. Its token is only in its email. */
export type SignUpInvitation = {
  id: string;
  emailAddress: string;
  status: SignUpInvitationStatus;
  /** Where the sign-up redirects to; `null` for the home page. */
  redirectUrl: string | null;
  createdAt: Date;
  expiresAt: Date;
};

/** The SQL expression of the state of a "SignUpInvitation" i. */
export const STATUS = Prisma.sql`CASE WHEN i."acceptedAt" IS NOT NULL THEN 'accepted'
  WHEN i."revokedAt" IS NOT NULL THEN 'revoked' WHEN i."expiresAt" <= now() THEN 'expired' ELSE 'pending' END`;

/** The columns of a `SignUpInvitation`, for a "SignUpInvitation" i. */
export const COLUMNS = Prisma.sql`i.id, i."emailAddress", ${STATUS} AS status, i."redirectUrl", i."createdAt",
  i."expiresAt"`;

/** Returns the hash under which the token of an invitation is stored. Ignores what follows it; see `parseLinkToken`. */
export function hashSignUpInvitationToken(token: string) {
  return keyedHash("sign-up-invitation", parseLinkToken(token));
}
