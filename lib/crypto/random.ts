import { randomBytes, randomInt } from "node:crypto";

/** Generates a random token of 256 bits, as 43 characters that are safe in a cookie or URL. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether a string has the format of `randomToken`. */
export const isRandomToken = (text: string) => /^[\w-]{43}$/.test(text);

/**
 * Generates a random code of six decimal digits, including leading zeros (NIST SP 800-63B-4 §3.1.3.2 requires at least
 * six).
 */
export function randomCode(): string {
  return String(randomInt(1_000_000)).padStart(6, "0");
}

/** Digits and letters without the ambiguous I, L, O and U (Crockford's Base32). */
const READABLE = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Generates random characters that users can copy from paper without mistakes.
 *
 * @param length the number of characters, of five bits each
 */
export function randomBase32(length: number): string {
  return Array.from(randomBytes(length), (byte) => READABLE[byte % READABLE.length]).join("");
}

/** Generates random bytes. */
export function randomSecret(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(length));
}

/** The smallest match number. Smaller numbers also appear on a waiting page as minutes and seconds. */
const LOWEST_MATCH_NUMBER = 31;

/** Generates a random number of two decimal digits, from 31 to 99. */
export function randomMatchNumber(): number {
  return randomInt(LOWEST_MATCH_NUMBER, 100);
}
