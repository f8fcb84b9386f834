import type { SignInAttempt } from "../sign-in/attempt";

/** Returns the number that verified the first factor of an attempt, or `null`. It cannot verify the second factor too. */
export function firstFactorPhoneOf({ verification }: SignInAttempt): string | null {
  return verification.method === "phone_code" ? verification.phoneNumberId : null;
}
