import { domainToASCII } from "node:url";

/** RFC 5321 §4.5.3.1: octets in a local part, and in a whole path without its brackets. */
const MAX_LOCAL_OCTETS = 64;
const MAX_ADDRESS_OCTETS = 254;

const LOCAL_PART = /^[^\p{C}\p{Z}"(),:;<>@[\\\]]+$/u;
const DOMAIN =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function isDotAtom(text: string): boolean {
  return LOCAL_PART.test(text) && !text.startsWith(".") && !text.endsWith(".") && !text.includes("..");
}

/**
 * The one form in which an email address is compared, stored and sent to.
 *
 * Surrounding blanks go, ASCII letters become small, the domain becomes its ASCII form (UTS #46). The local part is
 * otherwise left alone, so that `mıke@` never becomes `mike@`. Refused is whatever is not exactly one plain address, or
 * would turn into something else under compatibility normalization, such as a full-width `＠` (CVE-2026-73420).
 *
 * @returns the normalized address, or `null` if it is not one
 */
export function normalizeEmailAddress(input: string): string | null {
  const typed = input.trim();
  // A domain may become shorter in its ASCII form, but not by half. What is longer takes no work.
  if (typed.length > 2 * MAX_ADDRESS_OCTETS) return null;
  const [local, domain, ...more] = typed.split("@");
  if (local === undefined || domain === undefined || more.length > 0) return null;
  if (!isDotAtom(local) || !isDotAtom(local.normalize("NFKC"))) return null;
  if (!LOCAL_PART.test(domain) || domain.normalize("NFKC").includes("@")) return null;
  const composed = local.normalize("NFC");
  // A Kelvin sign composes to a K, which is somebody else's letter.
  if (asciiLength(composed) > asciiLength(local)) return null;
  const asciiDomain = domainToASCII(domain);
  const address = `${asciiLowerCase(composed)}@${asciiDomain}`;
  const fits =
    Buffer.byteLength(local) <= MAX_LOCAL_OCTETS && Buffer.byteLength(address) <= MAX_ADDRESS_OCTETS;
  return fits && DOMAIN.test(asciiDomain) ? address : null;
}

function asciiLength(text: string): number {
  return text.match(/[\x20-\x7e]/g)?.length ?? 0;
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The address as it may be shown to somebody who has not proven it: `a•••@example.com`. */
export function maskEmailAddress(address: string): string {
  const at = address.lastIndexOf("@");
  const first = [...address][0] ?? "";
  return `${first}•••${address.slice(at)}`;
}

/**
 * What may be told of an address to somebody who has not even typed it: `a•••@•••`. Nothing of its domain, which can be
 * as good as the name of whoever has it; of what comes before, a letter, if it begins with one from a to z.
 */
export function maskEmailWithoutDomain(address: string): string {
  const [first] = /^[a-z]/.exec(address) ?? ["•"];
  return `${first}•••@•••`;
}
