import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { emitUserUpdated } from "@/lib/events/user-events";
import { maskEmailAddress } from "@/lib/identifiers/email";
import { maskPhoneNumber } from "@/lib/identifiers/phone";
import { findAccount, lockIdentifier } from "../accounts";
import type { Caller } from "../caller";
import { notifyAccountChange } from "../security-notices";
import type { VerificationHandler } from "../verification/handler";
import { voidAttempts } from "../verification/void";

/** Marks the address or number of a verification as verified. */
export const handleIdentifierVerified: VerificationHandler = async (tx, verification, caller) => {
  const { userId, emailAddressId, phoneNumberId, destination } = verification;
  if (userId === null || destination === null) return null;
  await lockIdentifier(tx, destination);
  const isDone =
    emailAddressId !== null
      ? await verifyEmailAddress(tx, { userId, id: emailAddressId, address: destination }, caller)
      : phoneNumberId !== null &&
        (await verifyPhoneNumber(tx, { userId, id: phoneNumberId, number: destination }, caller));
  return isDone ? { attemptId: null, outcome: null, redirectUrl: null } : null;
};

/**
 * Handles a verification by link, which may be opened elsewhere. Requires that the session that requested it is valid.
 */
export const handleIdentifierVerifiedByLink: VerificationHandler = async (tx, verification, caller) => {
  const [asking] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Session"
    WHERE id = ${verification.sessionId}::uuid AND "revokedAt" IS NULL AND "expiresAt" > now() FOR SHARE`;
  return asking === undefined ? null : handleIdentifierVerified(tx, verification, caller);
};

/**
 * Verifies an email address, unless it belongs to another account. Deletes all other unverified rows of the address.
 */
async function verifyEmailAddress(
  tx: Db,
  { userId, id, address }: { userId: string; id: string; address: string },
  caller: Caller,
): Promise<boolean> {
  if ((await findAccount(tx, { kind: "email", value: address })) !== null) return false;
  const verified = await tx.$executeRaw`
    UPDATE "EmailAddress" e SET "verifiedAt" = now(),
      "isPrimary" = NOT EXISTS (SELECT 1 FROM "EmailAddress" p WHERE p."userId" = e."userId" AND p."isPrimary")
    FROM "User" u
    WHERE e.id = ${id}::uuid AND e."userId" = ${userId}::uuid AND e."verifiedAt" IS NULL
      AND u.id = e."userId" AND u."lockedAt" IS NULL`;
  if (verified === 0) return false;
  await tx.emailAddress.deleteMany({ where: { address, verifiedAt: null } });
  await recordEvent(tx, caller.metadata, { type: "email_address.verified", outcome: "success", userId });
  const masked = maskEmailAddress(address);
  await notifyAccountChange(tx, userId, { change: "email_address_added", masked }, caller);
  await emitUserUpdated(tx, userId, "email_address_added");
  return true;
}

/**
 * Verifies a phone number and removes it from the account that had it. Carriers reassign numbers, and the new holder of
 * a number must not be able to recover the account of the previous one.
 */
async function verifyPhoneNumber(
  tx: Db,
  { userId, id, number }: { userId: string; id: string; number: string },
  caller: Caller,
): Promise<boolean> {
  const [user] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "User" WHERE id = ${userId}::uuid AND "lockedAt" IS NULL`;
  if (!user) return false;
  await releaseNumber(tx, number, userId, caller);
  const verified = await tx.$executeRaw`
    UPDATE "PhoneNumber" n SET "verifiedAt" = now(),
      "isPrimary" = NOT EXISTS (SELECT 1 FROM "PhoneNumber" p WHERE p."userId" = n."userId" AND p."isPrimary")
    WHERE n.id = ${id}::uuid AND n."userId" = ${userId}::uuid AND n."verifiedAt" IS NULL`;
  if (verified === 0) return false;
  await recordEvent(tx, caller.metadata, { type: "phone_number.verified", outcome: "success", userId });
  const masked = maskPhoneNumber(number);
  await notifyAccountChange(tx, userId, { change: "phone_number_added", masked }, caller);
  await emitUserUpdated(tx, userId, "phone_number_added");
  return true;
}

async function releaseNumber(tx: Db, number: string, newUserId: string, caller: Caller): Promise<void> {
  const [before] = await tx.$queryRaw<{ userId: string }[]>`
    DELETE FROM "PhoneNumber" WHERE number = ${number} AND "verifiedAt" IS NOT NULL AND "userId" <> ${newUserId}::uuid
    RETURNING "userId"`;
  await tx.phoneNumber.deleteMany({ where: { number, verifiedAt: null, userId: { not: newUserId } } });
  if (!before) return;
  await promoteNextNumber(tx, before.userId);
  await voidAttempts(tx, before.userId);
  await recordEvent(tx, caller.metadata, {
    type: "phone_number.removed",
    outcome: "success",
    userId: before.userId,
    details: { moved: true },
  });
  const masked = maskPhoneNumber(number);
  await notifyAccountChange(tx, before.userId, { change: "phone_number_moved", masked }, caller);
  await emitUserUpdated(tx, before.userId, "phone_number_moved");
}

/** Makes the longest verified number the primary one if the account has no primary number. Returns it, or `null`. */
export async function promoteNextNumber(tx: Db, userId: string): Promise<string | null> {
  const [promoted] = await tx.$queryRaw<{ number: string }[]>`
    UPDATE "PhoneNumber" SET "isPrimary" = true
    WHERE id = (SELECT id FROM "PhoneNumber" WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NOT NULL
                ORDER BY "verifiedAt" LIMIT 1)
      AND NOT EXISTS (SELECT 1 FROM "PhoneNumber" WHERE "userId" = ${userId}::uuid AND "isPrimary")
    RETURNING number`;
  return promoted?.number ?? null;
}
