import { randomBytes, randomInt } from "node:crypto";

/** A random token of 256 bits, as 43 characters that are safe in a cookie or URL. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether a text can have come from `randomToken`. */
export const isRandomToken = (text: string) => /^[\w-]{43}$/.test(text);

/** A random code of six decimal digits, leading zeros kept (NIST SP 800-63B-4 §3.1.3.2 asks for at least six). */
export function randomCode(): string {
  return String(randomInt(1_000_000)).padStart(6, "0");
}

/** Digits and letters without those that are taken for others: I, L, O and U (Crockford's Base32). */
const READABLE = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Random characters that people can copy from paper without mistakes.
 *
 * @param length how many, of five bits each
 */
export function randomBase32(length: number): string {
  return Array.from(randomBytes(length), (byte) => READABLE[byte % READABLE.length]).join("");
}

/** Random bytes. */
export function randomSecret(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(length));
}

/** The least number a waiting page shows: smaller ones stand there too, as minutes and as seconds to wait. */
const LOWEST_MATCH_NUMBER = 31;

/** A random number of two decimal digits, from 31 to 99. */
export function randomMatchNumber(): number {
  return randomInt(LOWEST_MATCH_NUMBER, 100);
}
