import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitUserUpdated } from "@/lib/events/user-events";
import { maskIdentifier } from "@/lib/identifiers/identifier";
import type { CurrentSession } from "@/lib/sessions/find";
import type { NewSession } from "@/lib/sessions/sessions";
import { getRecentlyAuthenticatedSession, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { finalizeFactorChange } from "../second-factor/change";
import { removeOrphanedBackupCodes } from "../second-factor/factors";
import { notifyAccountChange } from "../security-notices";
import { voidAttempts } from "../verification/void";
import { promoteNextNumber } from "./on-verified";

/** An email address or phone number of the caller. */
export type IdentifierRef = { kind: "email" | "phone"; identifierId: string };

/**
 * The current session under a new token if a second factor was removed with a phone number; otherwise `null`: the
 * session is unchanged.
 */
export type IdentifierChanged = { session: NewSession | null };

/** A removed identifier, and the one that became the primary one of its kind because of it. */
export type IdentifierRemoved = IdentifierChanged & { value: string; newPrimary: string | null };

type Held = { value: string; verifiedAt: Date | null; isPrimary: boolean; secondFactorAt?: Date | null };

/**
 * Makes a verified address or number the primary one.
 *
 * @returns nothing; or `resource_not_found` for an identifier of another user, `client_state_invalid` for an unverified
 *   one, `too_many_requests`, `fresh_proof_required`, `authentication_invalid`, `session_pending`
 */
export function makePrimary(ref: IdentifierRef, caller: Caller): Promise<Result<IdentifierChanged>> {
  return change(ref, caller, async (tx, { user: { id: userId } }, held) => {
    if (held.verifiedAt === null) return failure("client_state_invalid");
    if (held.isPrimary) return { ok: true, session: null };
    if (ref.kind === "email") {
      await tx.$executeRaw`UPDATE "EmailAddress" SET "isPrimary" = false WHERE "userId" = ${userId}::uuid AND "isPrimary"`;
      await tx.emailAddress.update({ where: { id: ref.identifierId }, data: { isPrimary: true } });
    } else {
      await tx.$executeRaw`UPDATE "PhoneNumber" SET "isPrimary" = false WHERE "userId" = ${userId}::uuid AND "isPrimary"`;
      await tx.phoneNumber.update({ where: { id: ref.identifierId }, data: { isPrimary: true } });
    }
    const name = ref.kind === "email" ? "email_address" : "phone_number";
    await recordEvent(tx, caller.metadata, { type: `${name}.made_primary`, outcome: "success", userId });
    const masked = maskIdentifier(held.value);
    const changed = ref.kind === "email" ? "primary_email_address_changed" : "primary_phone_number_changed";
    await notifyAccountChange(tx, userId, { change: changed, masked }, caller);
    await emitUserUpdated(tx, userId, changed);
    return { ok: true, session: null };
  });
}

/**
 * Removes an address or number from the caller's account. Cancels its pending verifications, voids the attempts of the
 * user and notifies every address, including the removed one. Removing an unverified identifier sends no notice.
 * Removing a second factor has the effects of `finalizeFactorChange`.
 *
 * @returns what was removed, and the session; or `last_identifier` for the last sign-in method, or the errors of
 *   `makePrimary`
 */
export function removeIdentifier(ref: IdentifierRef, caller: Caller): Promise<Result<IdentifierRemoved>> {
  return change<IdentifierRemoved>(ref, caller, async (tx, session, held) => {
    const userId = session.user.id;
    if (held.verifiedAt !== null && (await isLastSignInMethod(tx, userId))) return failure("last_identifier");
    const masked = maskIdentifier(held.value);
    const removed = ref.kind === "email" ? "email_address_removed" : "phone_number_removed";
    if (held.verifiedAt !== null) await notifyAccountChange(tx, userId, { change: removed, masked }, caller);
    await cancelPendingVerifications(tx, ref);
    if (held.verifiedAt !== null) await voidAttempts(tx, userId);
    if (ref.kind === "email") await tx.emailAddress.delete({ where: { id: ref.identifierId } });
    else await tx.phoneNumber.delete({ where: { id: ref.identifierId } });
    const promote = ref.kind === "email" ? promoteNextAddress : promoteNextNumber;
    const done = { value: held.value, newPrimary: await promote(tx, userId) };
    const name = ref.kind === "email" ? "email_address" : "phone_number";
    await recordEvent(tx, caller.metadata, { type: `${name}.removed`, outcome: "success", userId });
    if (held.verifiedAt !== null) await emitUserUpdated(tx, userId, removed);
    if (!held.secondFactorAt) return { ok: true, ...done, session: null };
    const rotated = await concludeFactorRemoval(tx, session, masked, caller);
    return rotated === null ? failure("authentication_invalid") : { ok: true, ...done, session: rotated };
  });
}

async function concludeFactorRemoval(tx: Db, session: CurrentSession, masked: string, caller: Caller) {
  await removeOrphanedBackupCodes(tx, session.user.id);
  const removal = {
    type: "second_factor.phone_number_removed",
    change: "second_factor_phone_removed",
    masked,
    proven: false,
  } as const;
  const changed = await finalizeFactorChange(tx, session, removal, caller);
  return changed?.session ?? null;
}

/**
 * Serializes the changes of an account's identifiers. Two concurrent removals could otherwise remove both remaining
 * sign-in methods.
 */
async function change<Changed extends IdentifierChanged>(
  ref: IdentifierRef,
  caller: Caller,
  act: (tx: Db, session: CurrentSession, held: Held) => Promise<Result<Changed>>,
): Promise<Result<Changed>> {
  const found = await getRecentlyAuthenticatedSession(caller);
  if (!found.ok) return found;
  const { session } = found;
  const userId = session.user.id;
  const limits = requestLimits.identifierChanges(userId);
  const within = await checkRateLimits(await database(), caller.metadata, limits);
  if (!within.ok) return within;
  const result = await inTransaction<Result<Changed>>(async (tx) => {
    if (!(await lockCurrentSession(tx, caller))) return failure("authentication_invalid");
    await tx.$executeRaw`SELECT 1 FROM "User" WHERE id = ${userId}::uuid FOR UPDATE`;
    const held = await findHeld(tx, userId, ref);
    return held === null ? failure("resource_not_found") : act(tx, session, held);
  });
  return result;
}

async function findHeld(
  tx: Db,
  userId: string,
  { kind, identifierId: id }: IdentifierRef,
): Promise<Held | null> {
  if (kind === "email") {
    const row = await tx.emailAddress.findFirst({ where: { id, userId } });
    return row && { ...row, value: row.address };
  }
  const row = await tx.phoneNumber.findFirst({ where: { id, userId } });
  return row && { ...row, value: row.number };
}

async function isLastSignInMethod(tx: Db, userId: string): Promise<boolean> {
  const verified = { where: { userId, verifiedAt: { not: null } } };
  return (await tx.emailAddress.count(verified)) + (await tx.phoneNumber.count(verified)) <= 1;
}

async function cancelPendingVerifications(tx: Db, { kind, identifierId }: IdentifierRef): Promise<void> {
  const where = kind === "email" ? { emailAddressId: identifierId } : { phoneNumberId: identifierId };
  await tx.verification.updateMany({
    where: {
      ...where,
      purpose: { notIn: ["sign_in", "reset_password"] },
      verifiedAt: null,
      cancelledAt: null,
    },
    data: { cancelledAt: new Date() },
  });
}

/** Makes the longest verified address the primary one if the account has no primary address. Returns it, or `null`. */
async function promoteNextAddress(tx: Db, userId: string): Promise<string | null> {
  const [promoted] = await tx.$queryRaw<{ address: string }[]>`
    UPDATE "EmailAddress" SET "isPrimary" = true
    WHERE id = (SELECT id FROM "EmailAddress" WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NOT NULL
                ORDER BY "verifiedAt" LIMIT 1)
      AND NOT EXISTS (SELECT 1 FROM "EmailAddress" WHERE "userId" = ${userId}::uuid AND "isPrimary")
    RETURNING address`;
  return promoted?.address ?? null;
}
