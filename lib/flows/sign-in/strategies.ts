import type { VerificationMethod } from "@/lib/db/generated/enums";

/** How a first factor is proven by a message, and what for. */
export type FirstFactorStrategy = {
  purpose: "sign_in" | "reset_password";
  method: VerificationMethod;
};

/** The strategies by their names in the API. */
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

/** The name of the strategy that proves by a method for a purpose. */
export function strategyOf(purpose: string, method: VerificationMethod): StrategyName {
  const name = STRATEGY_NAMES.find((candidate) => {
    const strategy = firstFactorStrategies[candidate];
    return strategy.purpose === purpose && strategy.method === method;
  });
  return name ?? method;
}
