import { config } from "@/lib/config";
import { type FlowError, flowError, type Weakness } from "@/lib/errors";
import type { Requester } from "@/lib/jobs/requester";
import { isBreachedPassword } from "./breach";
import { examinePassword, isCommonPassword } from "./examine";
import { normalizePassword, passwordLength } from "./normalize";
import { MIN_STRENGTH_SCORE } from "./strength";

const FIELD = { paramName: "password" };
const PRODUCT_WORDS = ["latchkey"];

/** Words an attacker would try first for this person: the product's name and the parts of their address. */
export function passwordContext(identifier: string): string[] {
  return [
    ...PRODUCT_WORDS,
    identifier,
    ...identifier.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2),
  ];
}

/**
 * Refuses a password that cannot even be measured or is longer than allowed, before any costly work is done on it.
 *
 * @returns the normalized password, or what is wrong with it
 */
export function readPassword(typed: string): { password: string } | { error: FlowError } {
  const { maxLength } = config().password;
  // A code point takes at most two UTF-16 units; anything longer need not be normalized to know.
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
 * Holds a new password against what takes no work: its form, and its length in code points.
 *
 * @returns the normalized password, or what is wrong with it
 */
export function readNewPassword(typed: string): NewPassword {
  const read = readPassword(typed);
  if ("error" in read) return { errors: [read.error] };
  const { minLength } = config().password;
  if (read.password === "") return { errors: [flowError("form_param_missing", FIELD)] };
  return passwordLength(read.password) < minLength ? { errors: [tooShort(minLength)] } : read;
}

/**
 * Holds a new password against the policy: length in code points, no composition rules, not on the list of common
 * passwords, not in a known breach, hard to guess (NIST SP 800-63B-4 §3.1.1.2). The same at every place one is set.
 *
 * @param typed as the user typed it
 * @param context words that must not carry it, from `passwordContext`
 * @returns the normalized password, or what is wrong with it: two things for one that is both too short and known to others
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
