import { config } from "@/lib/config";
import { MAX_TYPED_LENGTH } from "@/lib/typed-text";
import { maskEmailAddress, normalizeEmailAddress } from "./email";
import { maskPhoneNumber, normalizePhoneNumber } from "./phone";

/** A normalized email address or phone number. */
export type Identifier = { kind: "email" | "phone"; value: string };

/**
 * Parses an email address or phone number as typed.
 *
 * @returns the normalized identifier, or `null` if it is neither
 */
export function parseIdentifier(input: string): Identifier | null {
  if (input.length > MAX_TYPED_LENGTH) return null;
  const isEmail = input.normalize("NFKC").includes("@");
  const value = isEmail
    ? normalizeEmailAddress(input)
    : normalizePhoneNumber(input, config().phone.defaultCountry);
  return value === null ? null : { kind: isEmail ? "email" : "phone", value };
}

/** Returns the kind of a normalized identifier: an email address has an at sign, a phone number never does. */
export function asIdentifier(value: string): Identifier {
  return { kind: value.includes("@") ? "email" : "phone", value };
}

/** Masks an identifier for a user who has not verified it. */
export function maskIdentifier(value: string): string {
  return asIdentifier(value).kind === "email" ? maskEmailAddress(value) : maskPhoneNumber(value);
}
