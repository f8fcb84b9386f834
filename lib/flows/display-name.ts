import { isInvisible } from "@/lib/typed-text";

/** In graphemes, the characters that users perceive (UAX #29): a letter with its accents, a flag, a family. */
const MAX_LENGTH = 100;

/** A value of an index on a text has at most 2,704 bytes. A hundred emoji of a family have 2,500. */
const MAX_BYTES = 2500;

/** The flag of a region such as Scotland: invisible tags after a black flag (UTS #51). */
const TAGGED_FLAG = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]+\u{e007f}/gu;

/**
 * Line breaks, control characters, and invisible characters, except the joiners that scripts and emoji need, and the
 * marks of direction, which change no text of one direction.
 */
const FORBIDDEN =
  /(?![\u200c-\u200f\u061c\p{Extended_Pictographic}])[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u;

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}\p{Extended_Pictographic}]/u;

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A parsed name, or the key of the message that says why it is none. */
export type ParsedName = { name: string } | { error: "name_length" | "name_characters" };

/**
 * Parses the name of a user, an organization or a passkey: 1 to 100 graphemes on one line, one of them visible.
 * White space and invisible characters at both ends are removed.
 *
 * @returns the name in composed form (NFC)
 */
export function parseDisplayName(typed: string): ParsedName {
  if (typed.length > MAX_BYTES) return { error: "name_length" };
  const graphemes = trim(Array.from(segmenter.segment(typed.normalize("NFC")), ({ segment }) => segment));
  const name = graphemes.join("");
  const isLong = graphemes.length > MAX_LENGTH || Buffer.byteLength(name) > MAX_BYTES;
  if (name === "" || isLong) return { error: "name_length" };
  const plain = name.replace(TAGGED_FLAG, "\u{1f3f4}");
  return VISIBLE.test(plain) && !FORBIDDEN.test(plain) ? { name } : { error: "name_characters" };
}

/**
 * Removes invisible graphemes at both ends, and joiners after the last character. Invisible parts of an emoji, such as
 * the selector of its variant, stay.
 */
function trim(graphemes: string[]): string[] {
  const isVisible = (grapheme: string) => [...grapheme].some((character) => !isInvisible(character));
  const first = graphemes.findIndex(isVisible);
  const last = graphemes.findLastIndex(isVisible);
  if (first < 0) return [];
  const kept = graphemes.slice(first, last + 1);
  return [...kept.slice(0, -1), (kept.at(-1) ?? "").replace(/[\u200c\u200d]+$/, "")];
}
