import type { Messages } from "@/lib/i18n/messages/en";

type Advice = Messages["client"]["strength"];

/** How hard a password is to guess, from 0 (immediately) to 4, with the names of the messages to show about it. */
export type PasswordStrength = {
  score: 0 | 1 | 2 | 3 | 4;
  warning: keyof Advice["warnings"] | null;
  suggestions: (keyof Advice["suggestions"])[];
};

/** The lowest score accepted: more than 10^8 guesses, the estimator's "safely unguessable". */
export const MIN_STRENGTH_SCORE = 3;
