import type { RequestMetadata } from "@/lib/audit";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { emitEvent, hasSubscribers } from "./emit";
import type { UserChange } from "./events";

type User = {
  userId: string;
  name: string | null;
  emailAddress: string | null;
  phoneNumber: string | null;
  username?: string | null;
};

async function readUser(tx: Db, userId: string): Promise<User> {
  const { name, username, emailAddresses, phoneNumbers } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      name: true,
      username: true,
      emailAddresses: { where: { isPrimary: true } },
      phoneNumbers: { where: { isPrimary: true } },
    },
  });
  const emailAddress = emailAddresses[0]?.address ?? null;
  const phoneNumber = phoneNumbers[0]?.number ?? null;
  return { userId, name, emailAddress, phoneNumber, ...(config().usernames && { username }) };
}

/** Emits `user.created`. Call it in the transaction that creates the user. */
export async function emitUserCreated(tx: Db, userId: string): Promise<void> {
  if (!(await hasSubscribers(tx, ["user.created"]))) return;
  await emitEvent(tx, { type: "user.created", data: await readUser(tx, userId) });
}

/** Emits `user.updated` with the user after the change. Call it in the transaction that changes the user. */
export async function emitUserUpdated(tx: Db, userId: string, change: UserChange): Promise<void> {
  if (!(await hasSubscribers(tx, ["user.updated"]))) return;
  await emitEvent(tx, { type: "user.updated", data: { ...(await readUser(tx, userId)), change } });
}

/** Emits `user.deleted`. Call it in the transaction that deletes the user. */
export async function emitUserDeleted(tx: Db, userId: string): Promise<void> {
  await emitEvent(tx, { type: "user.deleted", data: { userId } });
}

/** Emits `user.password_reset`. Call it in the transaction that sets the password. */
export async function emitPasswordReset(
  tx: Db,
  reset: {
    userId: string;
    signInId: string | null;
    sessionId: string | null;
    signedOutOfOtherSessions: boolean;
  },
  { ipAddress, userAgent }: RequestMetadata,
): Promise<void> {
  if (!(await hasSubscribers(tx, ["user.password_reset"]))) return;
  const { emailAddress } = await readUser(tx, reset.userId);
  await emitEvent(tx, {
    type: "user.password_reset",
    data: { ...reset, emailAddress, ipAddress, userAgent },
  });
}

/** Emits `user.password_compromised`, when the password of a user is known to others. */
export async function emitPasswordCompromised(
  tx: Db,
  userId: string,
  reason: "reported" | "leaked",
): Promise<void> {
  if (!(await hasSubscribers(tx, ["user.password_compromised"]))) return;
  const { emailAddress } = await readUser(tx, userId);
  await emitEvent(tx, { type: "user.password_compromised", data: { userId, emailAddress, reason } });
}

/** Emits `user.locked` after too many wrong passwords or codes, which lock a sign-in method for some time. */
export async function emitUserLocked(
  db: Db,
  { userId, lockedForSeconds }: { userId: string; lockedForSeconds: number },
  { ipAddress, userAgent }: RequestMetadata,
): Promise<void> {
  await emitLock(db, userId, { lockedForSeconds, ipAddress, userAgent });
}

/**
 * Emits `user.locked` for an account locked by an admin. Only the audit log contains the admin's IP address and user
 * agent.
 */
export async function emitUserLockedByHand(tx: Db, userId: string): Promise<void> {
  await emitLock(tx, userId, { lockedForSeconds: null, ipAddress: null, userAgent: null });
}

async function emitLock(
  db: Db,
  userId: string,
  lock: { lockedForSeconds: number | null; ipAddress: string | null; userAgent: string | null },
): Promise<void> {
  if (!(await hasSubscribers(db, ["user.locked"]))) return;
  const { emailAddress } = await readUser(db, userId);
  await emitEvent(db, { type: "user.locked", data: { userId, emailAddress, ...lock } });
}
