import type { Db } from "@/lib/db/client";
import type { SignInAttempt } from "../sign-in/attempt";

/** The number that proved the first factor of an attempt, if one did: it cannot prove the second one too. */
export function firstFactorPhoneOf({ verification }: SignInAttempt): string | null {
  return verification.method === "phone_code" ? verification.phoneNumberId : null;
}

/**
 * Whether the number that proved the first factor of an attempt is a second factor of its account: one telephone would be
 * both then, if it could set a password first and sign in by it afterwards.
 */
export async function firstFactorIsSecondToo(db: Db, attempt: SignInAttempt): Promise<boolean> {
  const id = firstFactorPhoneOf(attempt);
  return id !== null && (await db.phoneNumber.count({ where: { id, secondFactorAt: { not: null } } })) > 0;
}
