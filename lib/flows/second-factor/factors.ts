import type { Db } from "@/lib/db/client";
import { removeBackupCodes } from "@/lib/factors/backup-code/codes";
import { maskPhoneNumber } from "@/lib/identifiers/phone";
import { deliveryAvailable } from "@/lib/notifications/outbox";

/** A number to which codes are sent as a second factor. */
export type SecondFactorPhone = { id: string; number: string; masked: string };

/** The second factors of a user. */
export type SecondFactors = {
  totp: boolean;
  phones: SecondFactorPhone[];
  passkeys: number;
  backupCodesLeft: number;
};

/** The strategies that verify a second factor with a code, by their names in the API. */
export const SECOND_FACTOR_STRATEGIES = ["totp", "phone_code", "backup_code"] as const;

export type SecondFactorStrategy = (typeof SECOND_FACTOR_STRATEGIES)[number];

/**
 * Returns the second factors of a user.
 *
 * @param exceptPhoneId a number that has verified the first factor, and cannot verify the second one too
 */
export async function secondFactorsOf(
  db: Db,
  userId: string,
  exceptPhoneId: string | null = null,
): Promise<SecondFactors> {
  const totp = await db.totpSecret.count({ where: { userId, verifiedAt: { not: null } } });
  const phones = await db.phoneNumber.findMany({
    where: { userId, verifiedAt: { not: null }, secondFactorAt: { not: null } },
    orderBy: { createdAt: "asc" },
    select: { id: true, number: true },
  });
  return {
    totp: totp > 0,
    phones: phones
      .filter(({ id }) => id !== exceptPhoneId)
      .map(({ id, number }) => ({ id, number, masked: maskPhoneNumber(number) })),
    passkeys: await db.passkey.count({ where: { userId } }),
    backupCodesLeft: await db.backupCode.count({ where: { userId, consumedAt: null } }),
  };
}

/** Lists the strategies that the user can use now. */
export function strategiesOf({ totp, phones, backupCodesLeft }: SecondFactors): SecondFactorStrategy[] {
  const can: Record<SecondFactorStrategy, boolean> = {
    totp,
    phone_code: phones.length > 0 && deliveryAvailable("sms"),
    backup_code: backupCodesLeft > 0,
  };
  return SECOND_FACTOR_STRATEGIES.filter((strategy) => can[strategy]);
}

/** Removes the backup codes of a user who has removed the last factor that they replace. */
export async function removeOrphanedBackupCodes(tx: Db, userId: string): Promise<void> {
  const { totp, phones, passkeys } = await secondFactorsOf(tx, userId);
  if (!totp && phones.length === 0 && passkeys === 0) await removeBackupCodes(tx, userId);
}
