import type { Result } from "@/lib/errors";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { localizeError } from "@/lib/localize-error";

/** The message that a command prints, and whether it succeeded. */
export type Outcome = { done: boolean; message: string };

/** Creates the outcome of a successful command. */
export const done = (message: string): Outcome => ({ done: true, message });

/** Creates the outcome of a rejected command. */
export const rejected = (message: string): Outcome => ({ done: false, message });

/**
 * Converts a result to an outcome.
 *
 * @param message returns the message to print after success
 */
export function outcomeOf<Success extends object>(
  result: Result<Success>,
  message: (success: Success) => string,
): Outcome {
  return result.ok
    ? done(message(result))
    : rejected(localizeError(result.errors[0], DEFAULT_LOCALE).longMessage);
}
