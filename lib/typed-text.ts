/** White space, control characters, format characters such as direction marks, and other characters without a shape. */
const INVISIBLE = /^[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]$/u;

/** What separates the digits of a code or is copied with them: white space, invisible characters and dashes. */
const SEPARATORS = /[\s\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\p{Pd}\u2212]/gu;

/**
 * The maximum length of a typed text other than a password, in UTF-16 code units. Longer than any address, number or
 * code. Normalizing a text takes time that grows with the square of the number of its combining marks: unbounded, it
 * would block the event loop.
 */
export const MAX_TYPED_LENGTH = 512;

const DECIMAL_DIGIT = /^\p{Nd}$/u;
const ZERO = 0x30;

/** Whether a character has no shape of its own. */
export const isInvisible = (character: string) => INVISIBLE.test(character);

/**
 * Removes white space and invisible characters at both ends of a text, such as the direction marks that a text copied
 * from a message contains. Takes linear time.
 */
export function trimInvisible(typed: string): string {
  const characters = [...typed];
  let start = 0;
  let end = characters.length;
  while (start < end && isInvisible(characters[start] ?? "")) start++;
  while (end > start && isInvisible(characters[end - 1] ?? "")) end--;
  return characters.slice(start, end).join("");
}

/**
 * Replaces the decimal digits of every script by those of ASCII, and compatibility characters such as full-width digits
 * by their plain form (NFKC).
 */
export function toAsciiDigits(typed: string): string {
  return typed.normalize("NFKC").replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Unicode encodes the digits of a script as ten consecutive characters, from zero to nine (UAX #44, `Nd`). */
function digitValue(digit: string): number {
  const codePoint = digit.codePointAt(0) ?? ZERO;
  let first = codePoint;
  while (DECIMAL_DIGIT.test(String.fromCodePoint(first - 1))) first--;
  return (codePoint - first) % 10;
}

/** Parses a typed code: digits in any script. Removes white space, invisible characters and dashes. */
export function parseDigits(typed: string): string {
  return toAsciiDigits(typed).replace(SEPARATORS, "");
}

/**
 * Parses the token of a link, which contains only letters, digits, `-` and `_`. Removes what follows it, such as the
 * bracket or full stop that a mail client took for a part of the link.
 */
export function parseLinkToken(typed: string): string {
  return /^[\w-]*/.exec(typed.trimStart())?.[0] ?? "";
}
