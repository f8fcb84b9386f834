import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { wakeOutbox } from "@/lib/messages/outbox";
import { revokeSessionsOfUser } from "@/lib/session/rows";
import { emitUserUpdated } from "@/lib/webhooks/user-events";
import { freshlyProvenSession, holdOwnSession } from "../active-session";
import type { Caller } from "../caller";
import { tellEveryAddress } from "../notices";
import { organizationsLeftWithoutOwner } from "../organizations/left-without-owner";
import { forgetTrustedDevices } from "../second-factor/trusted-devices";
import { cancelOwnVerifications } from "../verification/cancel";
import { voidAttempts } from "../verification/void";
import { eraseWithFarewell } from "./erase";

/**
 * Deletes the account of whoever calls: every session ends at once, whatever was begun is called off, and when
 * `ACCOUNT_DELETION_GRACE_DAYS` are over it is erased, unless they sign in before. Without days of grace it is erased here.
 *
 * @returns nothing more; or `organization_last_owner` where others would be left without an owner, `fresh_proof_required`,
 *   `authentication_invalid`, `session_pending`
 */
export async function requestDeletion(caller: Caller): Promise<Result> {
  const found = await freshlyProvenSession(caller);
  if (!found.ok) return found;
  const userId = found.session.user.id;
  const { graceDays } = config().accountDeletion;
  const result = await inTransaction(async (tx): Promise<Result> => {
    if (!(await holdOwnSession(tx, caller))) return failure("authentication_invalid");
    if ((await organizationsLeftWithoutOwner(tx, userId)).length > 0)
      return failure("organization_last_owner");
    if (graceDays === 0) return eraseWithFarewell(tx, userId, { by: "user", userId, facts: caller.facts });
    await markForDeletion(tx, userId, graceDays, caller);
    return { ok: true };
  });
  if (result.ok) wakeOutbox();
  return result;
}

/** The organizations that somebody has to hand over before their account can be deleted. */
export async function ownOrganizationsInTheWay(userId: string): Promise<{ id: string; name: string }[]> {
  return organizationsLeftWithoutOwner(await database(), userId);
}

async function markForDeletion(tx: Db, userId: string, graceDays: number, caller: Caller): Promise<void> {
  const [{ dueAt }] = await tx.$queryRaw<[{ dueAt: Date }]>`
    UPDATE "User" SET "deletionDueAt" = now() + ${graceDays} * interval '1 day', "updatedAt" = now()
    WHERE id = ${userId}::uuid RETURNING "deletionDueAt" AS "dueAt"`;
  await voidAttempts(tx, userId);
  await cancelOwnVerifications(tx, userId);
  await forgetTrustedDevices(tx, userId);
  const sessionsRevoked = await revokeSessionsOfUser(tx, userId, "deletion_requested");
  await recordEvent(tx, caller.facts, {
    type: "user.deletion_requested",
    outcome: "success",
    userId,
    details: { dueAt: dueAt.toISOString(), sessionsRevoked },
  });
  await emitUserUpdated(tx, userId, "deletion_requested");
  const { ipAddress, userAgent } = caller.facts;
  const values = { dueAt: dueAt.toISOString(), requestedFrom: { ipAddress, userAgent } };
  await tellEveryAddress(tx, userId, { template: "deletion-requested", values });
}
