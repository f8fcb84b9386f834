const MAX_LENGTH = 100;

/** Invisible characters and characters that change text direction, except the joiners that scripts and emoji need. */
const UNSEEN = /(?![\u200c\u200d])[\p{C}\p{Zl}\p{Zp}]/u;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Parses the name of an object, such as an organization or a passkey: 1 to 100 characters on one line, without
 * surrounding white space.
 *
 * @returns the name in composed form (NFC), or `null` if it is invalid
 */
export function parseDisplayName(typed: string): string | null {
  const label = typed.normalize("NFC").trim();
  const fits = [...label].length <= MAX_LENGTH;
  return fits && SEEN.test(label) && !UNSEEN.test(label) ? label : null;
}
