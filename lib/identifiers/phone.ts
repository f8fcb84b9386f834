import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { toAsciiDigits } from "@/lib/typed-text";

/** Types of numbers for which a message costs the sender extra, or which receive no messages. */
const REFUSED_TYPES = ["PREMIUM_RATE", "SHARED_COST", "TOLL_FREE", "PAGER", "UAN", "VOICEMAIL"];

/**
 * North America's countries share +1. A number whose area code belongs to no country counts as one of the United
 * States.
 */
const NORTH_AMERICA = "1";

/** Longer than any number with all its brackets, blanks and an extension. */
const MAX_LENGTH = 40;

/** The same, with invisible characters. */
const MAX_TYPED_LENGTH = 200;

function parse(input: string, defaultCountry: CountryCode): PhoneNumber | null {
  if (input.length > MAX_TYPED_LENGTH) return null;
  // A copied number may contain direction marks.
  const typed = toAsciiDigits(input)
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu, "")
    .trim();
  if (typed.length > MAX_LENGTH) return null;
  const international = typed.replace(/^00/, "+");
  const number = parsePhoneNumberFromString(international, { defaultCountry, extract: false });
  return number?.isPossible() ? number : null;
}

/**
 * Normalizes a phone number to E.164, the form in which it is compared, stored and sent to. An extension is dropped.
 *
 * @param input as typed: `+1 (415) 555-0100`, `001415…`, digits of any script
 * @param defaultCountry ISO 3166 code of the country of a number without a country code
 * @returns the normalized number, or `null` if it is not one, or one that charges its callers
 */
export function normalizePhoneNumber(input: string, defaultCountry: CountryCode): string | null {
  const number = parse(input, defaultCountry);
  if (number === null || REFUSED_TYPES.includes(number.getType() ?? "")) return null;
  return number.number;
}

/**
 * Whether SMS may be sent to a number.
 *
 * @param number E.164
 * @param countries ISO 3166 codes of the allowed countries
 */
export function isInCountries(number: string, countries: CountryCode[]): boolean {
  const parsed = parsePhoneNumberFromString(number);
  const country =
    parsed?.country ??
    (parsed?.countryCallingCode === NORTH_AMERICA ? "US" : parsed?.getPossibleCountries()[0]);
  return country !== undefined && countries.includes(country);
}

/** Masks a number for a user who has not verified it: `•••• 42`. */
export function maskPhoneNumber(number: string): string {
  return `•••• ${number.slice(-2)}`;
}
