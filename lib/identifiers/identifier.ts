import { config } from "@/lib/config";
import { maskEmailAddress, normalizeEmailAddress } from "./email";
import { maskPhoneNumber, normalizePhoneNumber } from "./phone";

/** What somebody signs in with, in its one normal form. */
export type Identifier = { kind: "email" | "phone"; value: string };

/**
 * Reads what somebody typed as their email address or phone number.
 *
 * @returns its normal form, or `null` if it is neither
 */
export function parseIdentifier(input: string): Identifier | null {
  const isEmail = input.normalize("NFKC").includes("@");
  const value = isEmail
    ? normalizeEmailAddress(input)
    : normalizePhoneNumber(input, config().phone.defaultCountry);
  return value === null ? null : { kind: isEmail ? "email" : "phone", value };
}

/** A normalized identifier: an email address has an at sign, a phone number never does. */
export function asIdentifier(value: string): Identifier {
  return { kind: value.includes("@") ? "email" : "phone", value };
}

/** An identifier as it may be shown to somebody who has not proven it. */
export function maskIdentifier(value: string): string {
  return asIdentifier(value).kind === "email" ? maskEmailAddress(value) : maskPhoneNumber(value);
}
