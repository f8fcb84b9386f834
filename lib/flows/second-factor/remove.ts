import type { Db } from "@/lib/db/client";
import { removeBackupCodes } from "@/lib/factors/backup-code/codes";
import { secondFactorsOf } from "./factors";

/** Backup codes go with the last factor they stand in for, once its owner removes it. */
export async function removeOrphanedBackupCodes(tx: Db, userId: string): Promise<void> {
  const { totp, phones, passkeys } = await secondFactorsOf(tx, userId);
  if (!totp && phones.length === 0 && passkeys === 0) await removeBackupCodes(tx, userId);
}
