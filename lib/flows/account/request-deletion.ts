import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitUserUpdated } from "@/lib/events/user-events";
import { revokeSessionsOfUser } from "@/lib/sessions/sessions";
import { getRecentlyAuthenticatedSession, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { checkDeletion } from "../features";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { revokeTrustedDevices } from "../second-factor/trusted-devices";
import { notifyAllAddresses } from "../security-notices";
import { cancelOwnVerifications } from "../verification/cancel";
import { voidAttempts } from "../verification/void";
import { deleteAccountAndNotify } from "./delete-due";

/**
 * Requests the deletion of the caller's account. Revokes every session immediately, voids attempts and cancels pending
 * verifications. The account is deleted after `ACCOUNT_DELETION_GRACE_DAYS`, unless the user signs in before. Without a
 * grace period it is deleted here.
 *
 * @returns nothing; or the error of `checkDeletion`, `too_many_requests`, `fresh_proof_required`,
 *   `authentication_invalid`, `session_pending`
 */
export async function requestDeletion(caller: Caller): Promise<Result> {
  const found = await getRecentlyAuthenticatedSession(caller);
  if (!found.ok) return found;
  const userId = found.session.user.id;
  const limits = requestLimits.deletionRequests(userId);
  const within = await checkRateLimits(await database(), caller.metadata, limits);
  if (!within.ok) return within;
  const { graceDays } = config().accountDeletion;
  const result = await inTransaction(async (tx): Promise<Result> => {
    if (!(await lockCurrentSession(tx, caller))) return failure("authentication_invalid");
    const allowed = await checkDeletion(tx, userId);
    if (!allowed.ok) return allowed;
    if (graceDays === 0)
      return deleteAccountAndNotify(tx, userId, { by: "user", userId, metadata: caller.metadata });
    await markForDeletion(tx, userId, graceDays, caller);
    return { ok: true };
  });
  return result;
}

async function markForDeletion(tx: Db, userId: string, graceDays: number, caller: Caller): Promise<void> {
  const [{ dueAt }] = await tx.$queryRaw<[{ dueAt: Date }]>`
    UPDATE "User" SET "deletionDueAt" = now() + ${graceDays} * interval '1 day', "updatedAt" = now()
    WHERE id = ${userId}::uuid RETURNING "deletionDueAt" AS "dueAt"`;
  await voidAttempts(tx, userId);
  await cancelOwnVerifications(tx, userId);
  await revokeTrustedDevices(tx, userId);
  const sessionsRevoked = await revokeSessionsOfUser(tx, userId, "deletion_requested");
  await recordEvent(tx, caller.metadata, {
    type: "user.deletion_requested",
    outcome: "success",
    userId,
    details: { dueAt: dueAt.toISOString(), sessionsRevoked },
  });
  await emitUserUpdated(tx, userId, "deletion_requested");
  const { ipAddress, userAgent } = caller.metadata;
  const values = { dueAt: dueAt.toISOString(), requestedFrom: { ipAddress, userAgent } };
  await notifyAllAddresses(tx, userId, { template: "deletion-requested", values });
}
