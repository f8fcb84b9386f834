import { config } from "@/lib/config";
import { MAX_TYPED_LENGTH } from "@/lib/typed-text";
import { maskEmailAddress, normalizeEmailAddress } from "./email";
import { maskPhoneNumber, normalizePhoneNumber } from "./phone";
import { normalizeUsername } from "./username";

/** The kinds of identifiers to which messages can be sent. */
export type ContactKind = "email" | "phone";

/** A normalized email address or phone number or, with `USERNAMES`, a username. */
export type Identifier = { kind: ContactKind | "username"; value: string };

/**
 * Parses an email address, a phone number or, with `USERNAMES`, a username as typed.
 *
 * @returns the normalized identifier, or `null` if it is none
 */
export function parseIdentifier(input: string): Identifier | null {
  if (input.length > MAX_TYPED_LENGTH) return null;
  const isEmail = input.normalize("NFKC").includes("@");
  const contact = isEmail
    ? normalizeEmailAddress(input)
    : normalizePhoneNumber(input, config().phone.defaultCountry);
  if (contact !== null) return { kind: isEmail ? "email" : "phone", value: contact };
  const username = config().usernames ? normalizeUsername(input) : null;
  return username === null ? null : { kind: "username", value: username };
}

/**
 * Returns the kind of a normalized identifier: an email address has an at sign, a phone number begins with a plus sign,
 * and a username has neither.
 */
export function asIdentifier(value: string): Identifier {
  if (value.includes("@")) return { kind: "email", value };
  return { kind: value.startsWith("+") ? "phone" : "username", value };
}

/** Returns the kind of a normalized email address or phone number. */
export function contactKindOf(value: string): ContactKind {
  return value.includes("@") ? "email" : "phone";
}

/** Masks an identifier for a user who has not verified it. A username is not masked. */
export function maskIdentifier(value: string): string {
  const { kind } = asIdentifier(value);
  if (kind === "username") return value;
  return kind === "email" ? maskEmailAddress(value) : maskPhoneNumber(value);
}
