import type { VerificationPurpose } from "../message";

/** What a code or link is for, as its message says it. */
export type PurposeWords = {
  /** As in "your Latchkey … code". */
  name: string;
  heading: string;
  /** What happens without it. */
  withoutIt: string;
  /** What the link's button says. */
  button: string;
};

/** The words of each purpose. */
export const PURPOSES: Record<VerificationPurpose, PurposeWords> = {
  reset_password: {
    name: "password reset",
    heading: "Reset your password",
    withoutIt: "your password stays as it is",
    button: "Reset password",
  },
  sign_in: {
    name: "sign-in",
    heading: "Sign in",
    withoutIt: "nobody gets in",
    button: "Sign in",
  },
  sign_up: {
    name: "sign-up",
    heading: "Finish signing up",
    withoutIt: "there will be no account with your address",
    button: "Finish signing up",
  },
  email_address: {
    name: "confirmation",
    heading: "Confirm your address",
    withoutIt: "your address is added to no account",
    button: "Confirm address",
  },
  phone_number: {
    name: "confirmation",
    heading: "Confirm your number",
    withoutIt: "your number is added to no account",
    button: "Confirm number",
  },
  fresh_proof: {
    name: "confirmation",
    heading: "Confirm it's you",
    withoutIt: "nothing about your account can be changed",
    button: "Confirm",
  },
  second_factor: {
    name: "second-step",
    heading: "The second step",
    withoutIt: "nobody gets any further",
    button: "Confirm",
  },
};
