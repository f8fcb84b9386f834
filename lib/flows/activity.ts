import { database } from "@/lib/db/client";

/** The events that users can see: types with their outcomes. */
const SHOWN_EVENTS = [
  "sign_in.password.success",
  "sign_in.password.failure",
  "sign_in.first_factor.success",
  "sign_in.passkey.success",
  "sign_in.passkey.failure",
  "second_factor.attempted.success",
  "second_factor.attempted.failure",
  "second_factor.totp_added.success",
  "second_factor.totp_removed.success",
  "second_factor.phone_number_added.success",
  "second_factor.phone_number_removed.success",
  "second_factor.passkey_added.success",
  "second_factor.passkey_removed.success",
  "second_factor.backup_codes_replaced.success",
  "sign_in.code_attempted.failure",
  "sign_up.completed.success",
  "reset_password.requested.success",
  "reset_password.code_attempted.failure",
  "password_reset.completed.success",
  "password.changed.success",
  "email_address.verified.success",
  "email_address.made_primary.success",
  "email_address.removed.success",
  "phone_number.verified.success",
  "phone_number.made_primary.success",
  "phone_number.removed.success",
  "username.changed.success",
  "username.removed.success",
  "session.ended.success",
  "session.revoked.success",
  "session.others_revoked.success",
  "session.reported.success",
  "fresh_proof.password.success",
  "fresh_proof.password.failure",
  "fresh_proof.code_attempted.failure",
  "user.updated.success",
  "user.password_compromised.success",
  "user.second_factor_removed.success",
  "user.password_reset_asked.success",
  "user.sessions_revoked.success",
  "user.data_downloaded.success",
  "user.deletion_requested.success",
  "user.deletion_cancelled.success",
  "organization.created.success",
  "organization.member_added.success",
  "organization.member_removed.success",
  "organization.left.success",
  "organization.role_changed.success",
] as const;

/** A security event of an account, as its owner sees it. */
export type Activity = {
  id: string;
  what: (typeof SHOWN_EVENTS)[number];
  /** Whether the owner caused it. If not, the actor's device is not included. */
  isOwn: boolean;
  userAgent: string | null;
  ipAddress: string | null;
  at: Date;
};

/** A page of events, and the ID of the last one if there are more. */
export type ActivityPage = { entries: Activity[]; before: string | null };

/**
 * Returns the security events of an account, newest first. The devices of other actors are not included.
 *
 * @param limit the maximum number of events
 * @param before the ID of an event of this account; only earlier events are returned
 */
export async function readActivity(
  userId: string,
  { limit, before = null }: { limit: number; before?: string | null },
): Promise<ActivityPage> {
  const db = await database();
  const rows = await db.$queryRaw<Activity[]>`
    SELECT id, type || '.' || outcome::text AS what, "userAgent", "ipAddress", "createdAt" AS at,
           "actorId" IS NOT DISTINCT FROM "userId" AS "isOwn"
    FROM "AuditEvent"
    WHERE "userId" = ${userId}::uuid AND type || '.' || outcome::text = ANY (${SHOWN_EVENTS})
      AND (${before}::uuid IS NULL OR ("createdAt", id) < (
        SELECT last."createdAt", last.id FROM "AuditEvent" last
        WHERE last.id = ${before}::uuid AND last."userId" = ${userId}::uuid))
    ORDER BY "createdAt" DESC, id DESC LIMIT ${limit + 1}`;
  const shown = rows.slice(0, limit);
  return {
    entries: shown.map((entry) => (entry.isOwn ? entry : { ...entry, userAgent: null, ipAddress: null })),
    before: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
