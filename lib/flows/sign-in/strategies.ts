import type { VerificationMethod } from "@/lib/db/generated/enums";

/** The purpose and the method of a first factor that is verified by a message. */
export type FirstFactorStrategy = {
  purpose: "sign_in" | "reset_password";
  method: VerificationMethod;
};

/** The strategies by API name. */
export const firstFactorStrategies = {
  email_code: { purpose: "sign_in", method: "email_code" },
  email_link: { purpose: "sign_in", method: "email_link" },
  phone_code: { purpose: "sign_in", method: "phone_code" },
  reset_password_email_code: { purpose: "reset_password", method: "email_code" },
  reset_password_email_link: { purpose: "reset_password", method: "email_link" },
  reset_password_phone_code: { purpose: "reset_password", method: "phone_code" },
} as const satisfies Record<string, FirstFactorStrategy>;

export type StrategyName = keyof typeof firstFactorStrategies;

export const STRATEGY_NAMES = Object.keys(firstFactorStrategies) as StrategyName[];

/** Returns the strategy name for a purpose and a method. */
export function strategyOf(purpose: string, method: VerificationMethod): StrategyName {
  const name = STRATEGY_NAMES.find((candidate) => {
    const strategy = firstFactorStrategies[candidate];
    return strategy.purpose === purpose && strategy.method === method;
  });
  return name ?? method;
}
