import type { Db } from "@/lib/db/client";
import { removeBackupCodes } from "@/lib/factors/backup-code/codes";
import { secondFactorsOf } from "./factors";

/** Removes the backup codes of a user who has removed the last factor that they replace. */
export async function removeOrphanedBackupCodes(tx: Db, userId: string): Promise<void> {
  const { totp, phones, passkeys } = await secondFactorsOf(tx, userId);
  if (!totp && phones.length === 0 && passkeys === 0) await removeBackupCodes(tx, userId);
}
