const MAX_LENGTH = 60;

/** Matches line breaks and invisible characters, except the joiners that scripts and emoji need. */
const UNSEEN = /(?:\s|(?![\u200c\u200d])\p{C})+/gu;

/**
 * An invisible character that prevents a line break. Inside an address or number, it keeps mail clients from linking
 * it.
 */
const WORD_JOINER = "\u2060";

/**
 * Sanitizes text typed by a user for an email: one line of at most sixty characters, without anything that a mail
 * client would turn into a link. The template also escapes it.
 */
export function sanitizeUserText(typed: string): string {
  const line = [...typed.replace(UNSEEN, " ").trim()];
  const short =
    line.length > MAX_LENGTH
      ? `${line
          .slice(0, MAX_LENGTH - 1)
          .join("")
          .trimEnd()}…`
      : line.join("");
  return short.replace(/[.:/@](?=\S)/g, `$&${WORD_JOINER}`);
}
