const MAX_LENGTH = 100;

/** Everything that cannot be seen or turns the text around it, but for the joiners that scripts and emoji need. */
const UNSEEN = /(?![\u200c\u200d])[\p{C}\p{Zl}\p{Zp}]/u;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Reads the name of an organization: 1 to 100 characters on one line, blanks around it left out.
 *
 * @returns the name in its composed form (NFC), or `null` if it is not one
 */
export function readOrganizationName(typed: string): string | null {
  const name = typed.normalize("NFC").trim();
  const fits = [...name].length <= MAX_LENGTH;
  return fits && SEEN.test(name) && !UNSEEN.test(name) ? name : null;
}
