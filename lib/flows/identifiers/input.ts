import { config } from "@/lib/config";
import { type FlowError, flowError } from "@/lib/errors";
import { normalizeEmailAddress } from "@/lib/identifiers/email";
import type { Identifier } from "@/lib/identifiers/identifier";
import { isInCountries, normalizePhoneNumber } from "@/lib/identifiers/phone";

/** How many addresses, and how many numbers, one account may have. */
export const MAX_IDENTIFIERS = 50;

/** The field that an address, or a number, is typed into. */
export const IDENTIFIER_FIELD = { email: "emailAddress", phone: "phoneNumber" } as const satisfies Record<
  Identifier["kind"],
  string
>;

/**
 * Reads an address or number that an account is to have.
 *
 * @returns its normal form; or `form_param_format_invalid`, also for a number that no text messages may go to
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
