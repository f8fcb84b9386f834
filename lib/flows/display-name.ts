const MAX_LENGTH = 100;

/** Everything that cannot be seen or turns the text around it, but for the joiners that scripts and emoji need. */
const UNSEEN = /(?![\u200c\u200d])[\p{C}\p{Zl}\p{Zp}]/u;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Reads what somebody calls a thing, such as an organization or a passkey: 1 to 100 characters on one line, blanks around
 * them left out.
 *
 * @returns the label in its composed form (NFC), or `null` if it is not one
 */
export function parseDisplayName(typed: string): string | null {
  const label = typed.normalize("NFC").trim();
  const fits = [...label].length <= MAX_LENGTH;
  return fits && SEEN.test(label) && !UNSEEN.test(label) ? label : null;
}
