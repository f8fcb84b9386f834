import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** Kinds of numbers at which a message costs its sender more than a message, or that nobody receives any at. */
const REFUSED_TYPES = ["PREMIUM_RATE", "SHARED_COST", "TOLL_FREE", "PAGER", "UAN", "VOICEMAIL"];

/** North America's countries share +1; a number that is none of theirs by its area code counts as the first one's. */
const NORTH_AMERICA = "1";

/** Longer than any number with all its brackets, blanks and an extension. */
const MAX_TYPED_LENGTH = 40;

function parse(input: string, defaultCountry: CountryCode): PhoneNumber | null {
  if (input.length > MAX_TYPED_LENGTH) return null;
  // Full-width digits become digits; direction marks, which come along when a number is copied, go.
  const typed = input
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim();
  const international = typed.replace(/^00/, "+");
  const number = parsePhoneNumberFromString(international, { defaultCountry, extract: false });
  return number?.isPossible() ? number : null;
}

/**
 * The one form in which a phone number is compared, stored and sent to: E.164. An extension is dropped.
 *
 * @param input as typed: `+1 (415) 555-0100`, `001415…`, full-width digits
 * @param defaultCountry ISO 3166 code of the country that a number without a country code is taken to be in
 * @returns the normalized number, or `null` if it is not one, or one that charges whoever calls it
 */
export function normalizePhoneNumber(input: string, defaultCountry: CountryCode): string | null {
  const number = parse(input, defaultCountry);
  if (number === null || REFUSED_TYPES.includes(number.getType() ?? "")) return null;
  return number.number;
}

/**
 * Whether text messages may go to a number.
 *
 * @param number E.164
 * @param countries ISO 3166 codes of the countries they may go to
 */
export function isInCountries(number: string, countries: CountryCode[]): boolean {
  const parsed = parsePhoneNumberFromString(number);
  const country =
    parsed?.country ??
    (parsed?.countryCallingCode === NORTH_AMERICA ? "US" : parsed?.getPossibleCountries()[0]);
  return country !== undefined && countries.includes(country);
}

/** The number as it may be shown to somebody who has not proven it: `•••• 42`. */
export function maskPhoneNumber(number: string): string {
  return `•••• ${number.slice(-2)}`;
}
