import { z } from "zod";
import { TASK_KEYS } from "@/lib/session-tasks";

/** The possible changes of a user, their sign-in methods and their factors. */
const USER_CHANGES = [
  "name_changed",
  "password_changed",
  "password_expired",
  "deletion_requested",
  "deletion_cancelled",
  "email_address_added",
  "email_address_removed",
  "primary_email_address_changed",
  "phone_number_added",
  "phone_number_removed",
  "primary_phone_number_changed",
  "phone_number_moved",
  "username_changed",
  "username_removed",
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

/** The user after the event, with their primary address and number and, with `USERNAMES`, their username. */
const user = { userId, name: text, emailAddress: text, phoneNumber: text, username: text.optional() };

/**
 * Every event, with the schema of its `data`. The schemas are strict: unlisted fields are rejected, so no event ever
 * contains a hash, a code, a token or a secret.
 */
export const EVENTS = {
  "user.created": z.strictObject(user),
  "user.updated": z.strictObject({ ...user, change: z.enum(USER_CHANGES) }),
  "user.deleted": z.strictObject({ userId }),
  "user.password_reset": z.strictObject({
    userId,
    emailAddress: text,
    ...origin,
    /** The attempt of the reset; `null` if a pending session set the password. */
    signInId: z.uuid().nullable(),
    /** The session created by the reset; `null` if the user must first sign in or verify a second factor. */
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
    /** `null` for a lock without an end, which an admin removes. */
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
  /** Only sent on request of an admin, to one endpoint. */
  "webhook.test": z.strictObject({ endpointId: z.uuid() }),
} as const;

type Events = typeof EVENTS;

/** The type of an event. */
export type EventType = keyof Events;

/** An event with its data. */
export type WebhookEvent = {
  [Type in EventType]: { type: Type; data: z.input<Events[Type]> };
}[EventType];

/** A change of a user, as `user.updated` names it. */
export type UserChange = (typeof USER_CHANGES)[number];

/** The events that an endpoint can subscribe to. */
export const SUBSCRIBABLE_EVENTS = (Object.keys(EVENTS) as EventType[]).filter(
  (type) => type !== "webhook.test",
);

/** Names of events that other products use, which subscriptions accept: Logto calls a completed reset so. */
export const EVENT_ALIASES: ReadonlyMap<string, EventType> = new Map([
  ["PostResetPassword", "user.password_reset"],
]);
