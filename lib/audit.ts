import { type Db, Prisma } from "@/lib/db/client";
import type { VerificationPurpose } from "@/lib/db/generated/enums";
import { afterCommit } from "@/lib/db/transaction";
import { DEFAULT_LOCALE, type Locale } from "@/lib/i18n/locales";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";

/** Every type of audit event. */
type AuditEventType =
  | "sign_in.password"
  | "sign_in.first_factor"
  | "sign_in.passkey"
  | `sign_up.${"completed" | "rejected"}`
  | `invitation.${"created" | "revoked" | "accepted"}`
  | "password_reset.completed"
  | `${VerificationPurpose}.${"requested" | "code_attempted" | "link_confirmed" | "cancelled"}`
  | `${"email_address" | "phone_number"}.${"added" | "verified" | "made_primary" | "removed"}`
  | `username.${"changed" | "removed"}`
  | "fresh_proof.password"
  | "second_factor.attempted"
  | `second_factor.${"totp" | "phone_number" | "passkey"}_${"added" | "removed"}`
  | `passkey.${"renamed" | "counter_went_back"}`
  | "second_factor.backup_codes_replaced"
  | `user.${"password_compromised" | "password_cleared" | "password_set" | "password_expired" | "created" | "locked" | "unlocked" | "deleted"}`
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
  | `session.${"ended" | "revoked" | "others_revoked" | "reported"}`
  | "secret_key.refused"
  | "administration.refused"
  | "access.refused"
  | "audit_log.exported"
  | "rate_limit.reached"
  | `${"email" | "sms"}.delivery_failed`;

/** The origin of a request and the language of its client. */
export type RequestMetadata = {
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  locale: Locale;
};

/** The metadata of actions that no request has caused. */
export const SYSTEM_REQUEST: RequestMetadata = {
  ipAddress: null,
  userAgent: null,
  requestId: null,
  locale: DEFAULT_LOCALE,
};

/**
 * One event of the audit log: the user, the action and the outcome. Never contains a secret or an unverified address.
 */
export type AuditEvent = {
  type: AuditEventType;
  outcome: "success" | "failure";
  userId?: string | null | undefined;
  /** The user who acted, if different from `userId`; `null` if the actor is not a user. */
  actorId?: string | null;
  sessionId?: string | null | undefined;
  signInId?: string | null;
  details?: Record<string, string | number | boolean>;
};

/**
 * Writes an event to the audit log and, after the commit, to the structured log.
 *
 * @param db the database, or the transaction the event belongs to
 */
export async function recordEvent(db: Db, metadata: RequestMetadata, event: AuditEvent): Promise<void> {
  await db.$executeRaw(eventInsert(metadata, event));
  logEvent(db, metadata, event);
}

/**
 * Returns the statement that writes an event to the audit log, for a flow that sends it together with others.
 * `logEvent` must follow.
 */
export function eventInsert({ ipAddress, userAgent, requestId }: RequestMetadata, event: AuditEvent) {
  const { type, outcome, userId = null, sessionId = null, signInId = null, details = {} } = event;
  const { actorId = userId } = event;
  return Prisma.sql`
    INSERT INTO "AuditEvent" (type, outcome, "userId", "actorId", "sessionId", "signInId", details,
                              "ipAddress", "userAgent", "requestId")
    VALUES (${type}, ${outcome}::"Outcome", ${userId}::uuid, ${actorId}::uuid, ${sessionId}::uuid, ${signInId}::uuid,
            ${JSON.stringify(details)}::jsonb, ${ipAddress}, ${userAgent}, ${requestId})`;
}

/** Writes an event to the structured log after the commit. */
export function logEvent(db: Db, { requestId }: RequestMetadata, event: AuditEvent): void {
  const { type, outcome, userId = null, sessionId = null, signInId = null, details = {} } = event;
  afterCommit(db, () => {
    metrics.events.inc({ type, outcome });
    log.info({ event: type, outcome, userId, sessionId, signInId, requestId, ...details });
  });
}

/**
 * The actor of an event: the user, an admin, a client with the key of the backend API, a command on the server, or
 * Latchkey itself. `userId` is set for users and admins.
 */
export type Actor = {
  by: "user" | "administrator" | "secret_key" | "command" | "latchkey";
  userId: string | null;
  metadata: RequestMetadata;
};

/** The actor of commands on the server. */
export const CLI_ACTOR: Actor = {
  by: "command",
  userId: null,
  metadata: SYSTEM_REQUEST,
};

/** Records an action of an actor in the audit log, with the affected user and session, if any. */
export async function recordActorEvent(
  tx: Db,
  { by, userId: actorId, metadata }: Actor,
  act: Pick<AuditEvent, "type" | "userId" | "sessionId" | "details">,
): Promise<void> {
  await recordEvent(tx, metadata, { ...act, outcome: "success", actorId, details: { ...act.details, by } });
}
