import type { SignInAttempt } from "../sign-in/attempt";

/** The number that proved the first factor of an attempt, if one did: it cannot prove the second one too. */
export function firstFactorPhoneOf({ verification }: SignInAttempt): string | null {
  return verification.method === "phone_code" ? verification.phoneNumberId : null;
}
