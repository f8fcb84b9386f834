import { config } from "@/lib/config";
import { type FlowError, failure, flowError } from "@/lib/errors";
import { normalizeEmailAddress } from "@/lib/identifiers/email";
import type { ContactKind, Identifier } from "@/lib/identifiers/identifier";
import { isInCountries, normalizePhoneNumber } from "@/lib/identifiers/phone";

/** Maximum number of email addresses, and of phone numbers, per account. */
export const MAX_IDENTIFIERS = 50;

/** The form field of each kind of address or number. */
export const IDENTIFIER_FIELD = { email: "emailAddress", phone: "phoneNumber" } as const satisfies Record<
  ContactKind,
  string
>;

/**
 * Parses and normalizes an email address or phone number.
 *
 * @returns the normalized value; or `form_param_format_invalid`, also for a number to which no SMS may be sent
 */
export function parseIdentifierInput(
  kind: ContactKind,
  typed: string,
): { value: string } | { error: FlowError } {
  const { countries, defaultCountry } = config().phone;
  const value = kind === "email" ? normalizeEmailAddress(typed) : normalizePhoneNumber(typed, defaultCountry);
  const meta = { paramName: IDENTIFIER_FIELD[kind] };
  if (value === null) return { error: flowError("form_param_format_invalid", meta) };
  if (kind === "email" || isInCountries(value, countries)) return { value };
  return { error: flowError("form_param_format_invalid", meta, { key: "no_texts_there" }) };
}

/** Returns the error for an identifier that belongs to no account. Only used with `REVEAL_ACCOUNTS`. */
export function identifierNotFound({ kind }: Identifier) {
  return failure("form_identifier_not_found", { paramName: "identifier" }, { key: NOT_FOUND[kind] });
}

const NOT_FOUND = {
  email: "email_address_not_found",
  phone: "phone_number_not_found",
  username: "username_not_found",
} as const satisfies Record<Identifier["kind"], string>;

/** Returns the error for a typed identifier that is not one. */
export function identifierInvalid() {
  const messageOverride = config().usernames
    ? ({ key: "identifier_or_username_invalid" } as const)
    : undefined;
  return failure("form_param_format_invalid", { paramName: "identifier" }, messageOverride);
}

/** Returns the error for a wrong password or an unknown identifier. */
export function passwordIncorrect() {
  const messageOverride = config().usernames
    ? ({ key: "identifier_or_password_incorrect" } as const)
    : undefined;
  return failure("form_password_incorrect", { paramName: "password" }, messageOverride);
}
