import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary as commonDictionary } from "@zxcvbn-ts/language-common";
import { dictionary as englishDictionary } from "@zxcvbn-ts/language-en";

/** Number of code points that are estimated. The time of an estimate grows with more than their square. */
const JUDGED_CODE_POINTS = 32;

/** Number of letter substitutions that are tested. The default of 100 takes five times as long and finds the same. */
const READINGS = 16;

const estimator = new ZxcvbnFactory({
  dictionary: { ...commonDictionary, ...englishDictionary },
  graphs: adjacencyGraphs,
  l33tMaxSubstitutions: READINGS,
});

/**
 * Estimates how hard a password is to guess, by its first 32 code points in normal form. Browser and server call the
 * same function. The word lists take about 800 kB, and an estimate takes up to 0.1 s: load it on demand, and run it off
 * the event loop of a server.
 *
 * @param {string} password as typed
 * @param {string[]} context words that an attacker would try first, such as the user's address
 * @returns {import("./strength").PasswordStrength}
 */
export function estimateStrength(password, context) {
  const judged = [...password.normalize("NFKC")].slice(0, JUDGED_CODE_POINTS).join("");
  const { score, feedback } = estimator.check(judged, context);
  const { warning, suggestions } =
    /** @type {Pick<import("./strength").PasswordStrength, "warning" | "suggestions">} */ (feedback);
  return { score, warning: warning ?? null, suggestions };
}
