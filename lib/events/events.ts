import { z } from "zod";
import { TASK_KEYS } from "@/lib/session-tasks";

/** What may change about a user and their ways in. */
const USER_CHANGES = [
  "name_changed",
  "password_changed",
  "deletion_requested",
  "deletion_cancelled",
  "email_address_added",
  "email_address_removed",
  "primary_email_address_changed",
  "phone_number_added",
  "phone_number_removed",
  "primary_phone_number_changed",
  "phone_number_moved",
  "totp_added",
  "totp_removed",
  "passkey_added",
  "passkey_removed",
  "second_factor_phone_added",
  "second_factor_phone_removed",
  "backup_codes_replaced",
  "second_factor_removed",
] as const;

const userId = z.uuid();
const sessionId = z.uuid();
const text = z.string().nullable();
const origin = { ipAddress: text, userAgent: text };
const tasks = z.array(z.enum(TASK_KEYS as [string, ...string[]]));

/** The user as they stand after the event; their address and number are the primary ones. */
const user = { userId, name: text, emailAddress: text, phoneNumber: text };

/**
 * Every event that endpoints are told of, with what its `data` holds. Strict: a field that does not stand here leaves
 * nobody's database, so none of these ever carries a hash, a code, a token or a secret.
 */
export const EVENTS = {
  "user.created": z.strictObject(user),
  "user.updated": z.strictObject({ ...user, change: z.enum(USER_CHANGES) }),
  "user.deleted": z.strictObject({ userId }),
  "user.password_reset": z.strictObject({
    userId,
    emailAddress: text,
    ...origin,
    /** The attempt it was done in; `null` for a new password that a session waited for. */
    signInId: z.uuid().nullable(),
    /** The session it ended in; `null` where the person signs in, or proves a second factor, first. */
    sessionId: sessionId.nullable(),
    signedOutOfOtherSessions: z.boolean(),
  }),
  "user.password_compromised": z.strictObject({
    userId,
    emailAddress: text,
    reason: z.enum(["reported", "leaked"]),
  }),
  "user.locked": z.strictObject({
    userId,
    emailAddress: text,
    ...origin,
    /** `null` until somebody unlocks it. */
    lockedForSeconds: z.int().nullable(),
  }),
  "session.created": z.strictObject({
    sessionId,
    userId,
    ...origin,
    status: z.enum(["active", "pending"]),
    tasks,
  }),
  "session.pending": z.strictObject({ sessionId, userId, tasks }),
  "session.ended": z.strictObject({ sessionId, userId }),
  "session.revoked": z.strictObject({ sessionId, userId, reason: z.string() }),
  "email.delivery_failed": z.strictObject({
    messageId: z.uuid(),
    emailAddress: z.string(),
    template: z.string(),
    reason: z.string(),
  }),
  /** Only ever sent by hand, to one endpoint. */
  "webhook.test": z.strictObject({ endpointId: z.uuid() }),
} as const;

type Events = typeof EVENTS;

/** The name of an event. */
export type EventType = keyof Events;

/** Something that happened, as endpoints are told of it. */
export type WebhookEvent = {
  [Type in EventType]: { type: Type; data: z.input<Events[Type]> };
}[EventType];

/** What may change about a user, as `user.updated` names it. */
export type UserChange = (typeof USER_CHANGES)[number];

/** The events an endpoint can ask to be told of. */
export const SUBSCRIBABLE_EVENTS = (Object.keys(EVENTS) as EventType[]).filter(
  (type) => type !== "webhook.test",
);
