import { type Actor, recordActorEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitUserUpdated } from "@/lib/events/user-events";
import { removeBackupCodes } from "@/lib/factors/backup-code/codes";
import { hasSecondFactor } from "@/lib/sessions/second-factor";
import { revokeSessionsOfUser } from "@/lib/sessions/sessions";
import { revokeTrustedDevices } from "../second-factor/trusted-devices";
import { notifyAllAddresses } from "../security-notices";
import { voidAttempts } from "../verification/void";
import { userNotFound } from "./read";

/**
 * Removes every second factor of a user who has lost them: the app, numbers as a factor, passkeys, backup codes and
 * trusted devices. Revokes every session, voids attempts, and notifies every address (ASVS 6.4.4).
 *
 * @param userId a UUID
 * @returns nothing; or `resource_not_found`, `strategy_for_user_invalid` for a user without a second factor
 */
export async function removeSecondFactor(userId: string, actor: Actor): Promise<Result> {
  const result = await inTransaction(async (tx) => {
    const [held] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "User" WHERE id = ${userId}::uuid FOR UPDATE`;
    if (held === undefined) return userNotFound();
    if (!(await hasSecondFactor(tx, userId)))
      return failure("strategy_for_user_invalid", {}, { key: "user_has_no_second_factor" });
    await dropFactors(tx, userId);
    await voidAttempts(tx, userId);
    const sessionsRevoked = await revokeSessionsOfUser(tx, userId, "second_factor_changed");
    const values = { change: "second_factor_removed", masked: "", changedFrom: null } as const;
    await notifyAllAddresses(tx, userId, { template: "account-changed", values });
    await emitUserUpdated(tx, userId, "second_factor_removed");
    await recordActorEvent(tx, actor, {
      type: "user.second_factor_removed",
      userId,
      details: { sessionsRevoked },
    });
    return { ok: true } as const;
  });
  return result;
}

async function dropFactors(tx: Db, userId: string): Promise<void> {
  await tx.totpSecret.deleteMany({ where: { userId } });
  await tx.phoneNumber.updateMany({ where: { userId }, data: { secondFactorAt: null } });
  await tx.passkey.deleteMany({ where: { userId } });
  await removeBackupCodes(tx, userId);
  await revokeTrustedDevices(tx, userId);
}
