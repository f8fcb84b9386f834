import { domainToASCII } from "node:url";
import { isDomain } from "@/lib/domain-rules";
import { trimInvisible } from "@/lib/typed-text";

/** RFC 5321 §4.5.3.1: octets in a local part, and in a whole path without its brackets. */
const MAX_LOCAL_OCTETS = 64;
const MAX_ADDRESS_OCTETS = 254;

const LOCAL_PART = /^[^\p{C}\p{Z}"(),:;<>@[\\\]]+$/u;

function isDotAtom(text: string): boolean {
  return LOCAL_PART.test(text) && !text.startsWith(".") && !text.endsWith(".") && !text.includes("..");
}

/**
 * Normalizes an email address to the form in which it is compared, stored and sent to.
 *
 * White space and invisible characters at both ends are removed, ASCII letters are lowercased, and the domain is
 * converted to its ASCII form (UTS #46). The local part is otherwise unchanged, so that `mıke@` never becomes `mike@`.
 * Rejects anything that is not exactly one plain address, or that compatibility normalization would turn into something
 * else, such as a full-width `＠` (CVE-2026-73420).
 *
 * @returns the normalized address, or `null` if it is not one
 */
export function normalizeEmailAddress(input: string): string | null {
  const typed = trimInvisible(input);
  // The ASCII form of a domain may be shorter, but not by half. Longer input is rejected without any work.
  if (typed.length > 2 * MAX_ADDRESS_OCTETS) return null;
  const [local, domain, ...more] = typed.split("@");
  if (local === undefined || domain === undefined || more.length > 0) return null;
  if (!isDotAtom(local) || !isDotAtom(local.normalize("NFKC"))) return null;
  if (!LOCAL_PART.test(domain) || domain.normalize("NFKC").includes("@")) return null;
  const composed = local.normalize("NFC");
  // A Kelvin sign composes to a K, which is the letter of another address.
  if (asciiLength(composed) > asciiLength(local)) return null;
  const asciiDomain = domainToASCII(domain);
  const address = `${asciiLowerCase(composed)}@${asciiDomain}`;
  const fits =
    Buffer.byteLength(local) <= MAX_LOCAL_OCTETS && Buffer.byteLength(address) <= MAX_ADDRESS_OCTETS;
  return fits && isDomain(asciiDomain) ? address : null;
}

function asciiLength(text: string): number {
  return text.match(/[\x20-\x7e]/g)?.length ?? 0;
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Masks an address for a user who has not verified it: `a•••@example.com`. */
export function maskEmailAddress(address: string): string {
  const at = address.lastIndexOf("@");
  const first = [...address][0] ?? "";
  return `${first}•••${address.slice(at)}`;
}

/**
 * Masks an address for a user who has not even typed it: `a•••@•••`. Hides the domain, which may reveal the name of the
 * account owner. Of the local part, only the first letter is shown, if it is one from a to z.
 */
export function maskEmailWithoutDomain(address: string): string {
  const [first] = /^[a-z]/.exec(address) ?? ["•"];
  return `${first}•••@•••`;
}

/**
 * The mask of an address for a user who typed a username. Hides the first letter, too: it is often that of the
 * username, which a decoy could not imitate.
 */
export const HIDDEN_EMAIL = "••••@•••";
