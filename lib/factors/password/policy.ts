import { config } from "@/lib/config";
import { type FlowError, flowError, type Weakness } from "@/lib/errors";
import type { Requester } from "@/lib/jobs/requester";
import { isBreachedPassword } from "./breach";
import { examinePassword, isCommonPassword } from "./examine";
import { normalizePassword, passwordLength } from "./normalize";
import { MIN_STRENGTH_SCORE } from "./strength";

const FIELD = { paramName: "password" };
const PRODUCT_WORDS = ["latchkey"];

/** Returns the words of the product's name that are long enough to weaken a password. */
const productWords = () => [...PRODUCT_WORDS, ...wordsOf(config().brand.name.toLowerCase())];

const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2);

/**
 * Returns the words that an attacker would try first for a user: the product's name and the parts of the user's
 * address.
 */
export function passwordContext(identifier: string): string[] {
  return [...new Set(productWords()), identifier, ...wordsOf(identifier)];
}

/**
 * Normalizes a typed password. Rejects one that is not well-formed or is longer than allowed, before any costly work.
 *
 * @returns the normalized password, or the error
 */
export function readPassword(typed: string): { password: string } | { error: FlowError } {
  const { maxLength } = config().password;
  // A code point takes at most two UTF-16 units, so a longer input need not be normalized.
  const password = typed.length > 2 * maxLength ? typed : normalizePassword(typed);
  if (password === null) return { error: flowError("form_param_format_invalid", FIELD) };
  if (passwordLength(password) > maxLength) {
    const messageOverride = { key: "password_too_long", values: { maxLength } } as const;
    return { error: flowError("form_password_length_too_long", { ...FIELD, maxLength }, messageOverride) };
  }
  return { password };
}

type NewPassword = { password: string } | { errors: [FlowError, ...FlowError[]] };

/**
 * Checks the form and the length in code points of a new password, which takes no costly work.
 *
 * @returns the normalized password, or the errors
 */
export function readNewPassword(typed: string): NewPassword {
  const read = readPassword(typed);
  if ("error" in read) return { errors: [read.error] };
  const { minLength } = config().password;
  if (read.password === "") return { errors: [flowError("form_param_missing", FIELD)] };
  return passwordLength(read.password) < minLength ? { errors: [tooShort(minLength)] } : read;
}

/**
 * Checks a new password against the policy: length in code points, no composition rules, not on the list of common
 * passwords, not in a known breach, hard to guess (NIST SP 800-63B-4 §3.1.1.2). The policy is the same wherever a
 * password is set.
 *
 * @param typed as the user typed it
 * @param context words that do not count towards the strength, from `passwordContext`
 * @returns the normalized password, or the errors: two for a password that is both too short and common
 * @throws BusyError when too many passwords wait to be examined
 */
export async function checkNewPassword(
  typed: string,
  context: string[],
  requester: Requester,
): Promise<NewPassword> {
  const read = readNewPassword(typed);
  const pwned = flowError("form_password_pwned", FIELD);
  if ("errors" in read) {
    const [first] = read.errors;
    const isShort = first.code === "form_password_length_too_short";
    return isShort && (await isCommonPassword(typed.normalize("NFKC"), requester))
      ? { errors: [first, pwned] }
      : read;
  }
  const { password } = read;
  const { isCommon, strength } = await examinePassword(password, context, requester);
  if (isCommon || (await isBreachedPassword(password))) return { errors: [pwned] };
  return strength.score < MIN_STRENGTH_SCORE ? { errors: [tooWeak(strength.warning)] } : read;
}

function tooShort(minLength: number): FlowError {
  const messageOverride = { key: "password_too_short", values: { minLength } } as const;
  return flowError("form_password_length_too_short", { ...FIELD, minLength }, messageOverride);
}

function tooWeak(weakness: Weakness | null): FlowError {
  if (weakness === null) return flowError("form_password_not_strong_enough", FIELD);
  const messageOverride = { key: "password_too_weak", values: { weakness: { weakness } } } as const;
  return flowError("form_password_not_strong_enough", FIELD, messageOverride);
}
