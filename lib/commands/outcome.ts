import type { Result } from "@/lib/errors";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { tellError } from "@/lib/i18n/tell-error";

/** What a command prints, and whether it was done. */
export type Outcome = { done: boolean; words: string };

/** What a command says after success. */
export const done = (words: string): Outcome => ({ done: true, words });

/** What a command says when it is rejected. */
export const rejected = (words: string): Outcome => ({ done: false, words });

/**
 * Puts a result into words.
 *
 * @param words what to print after success
 */
export function outcomeOf<Success extends object>(
  result: Result<Success>,
  words: (success: Success) => string,
): Outcome {
  return result.ok ? done(words(result)) : rejected(tellError(result.errors[0], DEFAULT_LOCALE).longMessage);
}
