import { trimInvisible } from "@/lib/typed-text";

const FORM = /^[a-z0-9_.-]{3,32}$/;

/** A number whose only letters announce an extension, such as `4155550100x12`: it would be read as a phone number. */
const NUMBER_WITH_EXTENSION = /^[_.-]*\d[\d_.-]*(?:e?xt(?:ensio)?n?|anexo|int|x)[\d_.-]*$/;

/** Words that pages, mailboxes and staff use. A user with such a name could pose as the operator. */
const RESERVED = new Set(
  (
    "abuse account accounts admin administrator all anonymous api app auth backend billing bot contact daemon everyone " +
    "guest help helpdesk hostmaster info inbox localhost login logout mail mailerdaemon me moderator mod " +
    "noreply none notifications null official oauth owner password passwordreset postmaster privacy profile register " +
    "reset root security self service settings signin signout signup staff status superuser support sysadmin system " +
    "team terms test undefined user username users verify webhook webhooks webmaster www you"
  ).split(" "),
);

/** Why a typed text is no username: the key of the message. */
export type UsernameError = "username_invalid" | "username_reserved";

/**
 * Normalizes a username to the form in which it is compared and stored: ASCII letters in lower case.
 *
 * A username contains a letter and never an at sign, so it is neither an email address nor a phone number, whatever the
 * default country is.
 *
 * @returns the username, or `null` if the text is none
 */
export function normalizeUsername(typed: string): string | null {
  const name = trimInvisible(typed).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return FORM.test(name) && /[a-z]/.test(name) && !NUMBER_WITH_EXTENSION.test(name) ? name : null;
}

/**
 * Parses a username that a user chooses. Reserved words are rejected, with any dots, dashes and underscores between
 * their letters.
 *
 * @returns the normalized username, or the key of the message that says why it is none
 */
export function parseNewUsername(typed: string): { username: string } | { error: UsernameError } {
  const username = normalizeUsername(typed);
  if (username === null) return { error: "username_invalid" };
  return RESERVED.has(username.replace(/[_.-]/g, "")) ? { error: "username_reserved" } : { username };
}
