import { config } from "@/lib/config";
import { type FlowError, failure, flowError } from "@/lib/errors";
import { normalizeEmailAddress } from "@/lib/identifiers/email";
import type { Identifier } from "@/lib/identifiers/identifier";
import { isInCountries, normalizePhoneNumber } from "@/lib/identifiers/phone";

/** Maximum number of email addresses, and of phone numbers, per account. */
export const MAX_IDENTIFIERS = 50;

/** The form field of each kind of identifier. */
export const IDENTIFIER_FIELD = { email: "emailAddress", phone: "phoneNumber" } as const satisfies Record<
  Identifier["kind"],
  string
>;

/**
 * Parses and normalizes an email address or phone number.
 *
 * @returns the normalized value; or `form_param_format_invalid`, also for a number to which no SMS may be sent
 */
export function parseIdentifierInput(
  kind: Identifier["kind"],
  typed: string,
): { value: string } | { error: FlowError } {
  const { countries, defaultCountry } = config().phone;
  const value = kind === "email" ? normalizeEmailAddress(typed) : normalizePhoneNumber(typed, defaultCountry);
  const meta = { paramName: IDENTIFIER_FIELD[kind] };
  if (value === null) return { error: flowError("form_param_format_invalid", meta) };
  if (kind === "email" || isInCountries(value, countries)) return { value };
  return { error: flowError("form_param_format_invalid", meta, { key: "no_texts_there" }) };
}

/** Returns the error for an identifier that no account has verified. Only used with `REVEAL_ACCOUNTS`. */
export function identifierNotFound({ kind }: Identifier) {
  const key = kind === "email" ? "email_address_not_found" : "phone_number_not_found";
  return failure("form_identifier_not_found", { paramName: "identifier" }, { key });
}
