import type { Result } from "@/lib/errors";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { localizeError } from "@/lib/localize-error";

/** What a command prints, and whether it was done. */
export type Outcome = { done: boolean; message: string };

/** What a command says after success. */
export const done = (message: string): Outcome => ({ done: true, message });

/** What a command says when it is rejected. */
export const rejected = (message: string): Outcome => ({ done: false, message });

/**
 * Puts a result into words.
 *
 * @param words what to print after success
 */
export function outcomeOf<Success extends object>(
  result: Result<Success>,
  message: (success: Success) => string,
): Outcome {
  return result.ok
    ? done(message(result))
    : rejected(localizeError(result.errors[0], DEFAULT_LOCALE).longMessage);
}
