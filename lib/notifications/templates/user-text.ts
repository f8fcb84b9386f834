const MAX_LENGTH = 60;

/** Line ends and all that cannot be seen, but for the joiners that scripts and emoji need. */
const UNSEEN = /(?:\s|(?![\u200c\u200d])\p{C})+/gu;

/** Invisible, and no break: what mail programs take for an address or number to link is none with it inside. */
const WORD_JOINER = "\u2060";

/**
 * What a person has typed as an email may show it: on one line, cut to sixty characters, and nothing in it that a mail
 * program would make a link of. The template escapes it besides.
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
