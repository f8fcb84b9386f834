import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import type { Messages } from "@/lib/i18n/messages/en";

type Advice = Messages["client"]["strength"];

/** How hard a password is to guess, from 0 (at once) to 4, with what to say about it, by the names of those words. */
export type PasswordStrength = {
  score: 0 | 1 | 2 | 3 | 4;
  warning: keyof Advice["warnings"] | null;
  suggestions: (keyof Advice["suggestions"])[];
};

/** The lowest score accepted: more than 10^8 guesses, the estimator's "safely unguessable". */
export const MIN_STRENGTH_SCORE = 3;

let loading: Promise<ZxcvbnFactory> | undefined;

async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
}

/**
 * Estimates how hard a password is to guess. Works in the browser and on the server; the word lists (about 800 kB) are
 * loaded at the first call.
 *
 * @param password as typed
 * @param context words an attacker would try first, such as the person's address
 */
export async function passwordStrength(password: string, context: string[]): Promise<PasswordStrength> {
  loading ??= load();
  const { score, feedback } = (await loading).check(password, context);
  const { warning, suggestions } = feedback as Pick<PasswordStrength, "warning" | "suggestions">;
  return { score, warning: warning ?? null, suggestions };
}
