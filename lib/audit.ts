import type { Db } from "@/lib/db/client";
import type { VerificationPurpose } from "@/lib/db/generated/enums";
import { afterCommit } from "@/lib/db/transaction";
import { DEFAULT_LOCALE, type Locale } from "@/lib/i18n/locales";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";

/** Everything that is written to the audit log. */
type AuditEventType =
  | "sign_in.password"
  | "sign_in.first_factor"
  | "sign_in.passkey"
  | "sign_up.completed"
  | "password_reset.completed"
  | `${VerificationPurpose}.${"requested" | "code_attempted" | "link_confirmed" | "cancelled"}`
  | `${"email_address" | "phone_number"}.${"added" | "verified" | "made_primary" | "removed"}`
  | "fresh_proof.password"
  | "second_factor.attempted"
  | `second_factor.${"totp" | "phone_number" | "passkey"}_${"added" | "removed"}`
  | `passkey.${"renamed" | "counter_went_back"}`
  | "second_factor.backup_codes_replaced"
  | `user.${"password_compromised" | "password_cleared" | "created" | "locked" | "unlocked" | "deleted"}`
  | `user.${"password_reset_asked" | "second_factor_removed" | "made_administrator" | "administrator_removed"}`
  | `organization.${"created" | "left" | "switched" | "role_changed" | "deleted"}`
  | `organization.${"member_added" | "member_removed"}`
  | `organization.${"invitation_created" | "invitation_revoked" | "invitation_accepted" | "invitation_declined"}`
  | `webhook.endpoint_${"added" | "changed" | "enabled" | "disabled" | "removed"}`
  | "webhook.secret_rotated"
  | "webhook.delivery_failed"
  | "message.resent"
  | `webhook.${"delivery_resent" | "test_sent"}`
  | "password.changed"
  | "user.updated"
  | `user.${"data_downloaded" | "deletion_requested" | "deletion_cancelled" | "sessions_revoked"}`
  | `session.${"ended" | "revoked" | "others_revoked"}`
  | "secret_key.refused"
  | "administration.refused"
  | "access.refused"
  | "audit_log.exported"
  | "rate_limit.reached"
  | `${"email" | "sms"}.delivery_failed`;

/** Where a request came from, and the language of whoever made it. */
export type RequestMetadata = {
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  locale: Locale;
};

/** The metadata of what no request has asked for. */
export const SYSTEM_REQUEST: RequestMetadata = {
  ipAddress: null,
  userAgent: null,
  requestId: null,
  locale: DEFAULT_LOCALE,
};

/** One line of the audit log: who did what, with what outcome. Never holds a secret, or an address nobody has proven. */
export type AuditEvent = {
  type: AuditEventType;
  outcome: "success" | "failure";
  userId?: string | null;
  /** Who did it, where that is not the user it happened to; `null` where it is nobody of ours. */
  actorId?: string | null;
  sessionId?: string | null;
  signInId?: string | null;
  details?: Record<string, string | number | boolean>;
};

/**
 * Writes to the audit log and, once that is committed, to the structured log.
 *
 * @param db the database, or the transaction the event belongs to
 */
export async function recordEvent(db: Db, metadata: RequestMetadata, event: AuditEvent): Promise<void> {
  const { type, outcome, userId = null, sessionId = null, signInId = null, details = {} } = event;
  const { actorId = userId } = event;
  const { ipAddress, userAgent, requestId } = metadata;
  await db.$executeRaw`
    INSERT INTO "AuditEvent" (type, outcome, "userId", "actorId", "sessionId", "signInId", details,
                              "ipAddress", "userAgent", "requestId")
    VALUES (${type}, ${outcome}::"Outcome", ${userId}::uuid, ${actorId}::uuid, ${sessionId}::uuid, ${signInId}::uuid,
            ${JSON.stringify(details)}::jsonb, ${ipAddress}, ${userAgent}, ${requestId})`;
  afterCommit(db, () => {
    metrics.events.inc({ type, outcome });
    log.info({ event: type, outcome, userId, sessionId, signInId, requestId, ...details });
  });
}

/**
 * Who acts: the user, an administrator, whoever holds the key of the backend API, a command on the server, or Latchkey
 * itself. `userId` is the person, where there is one.
 */
export type Actor = {
  by: "user" | "administrator" | "secret_key" | "command" | "latchkey";
  userId: string | null;
  metadata: RequestMetadata;
};

/** What runs as a command on the server. */
export const CLI_ACTOR: Actor = {
  by: "command",
  userId: null,
  metadata: SYSTEM_REQUEST,
};

/** Notes in the audit log what somebody did, to whom if to anybody, and as what they did it. */
export async function recordActorEvent(
  tx: Db,
  { by, userId: actorId, metadata }: Actor,
  act: Pick<AuditEvent, "type" | "userId" | "sessionId" | "details">,
): Promise<void> {
  await recordEvent(tx, metadata, { ...act, outcome: "success", actorId, details: { ...act.details, by } });
}
