import ipaddr from "ipaddr.js";

/** Bits of an IPv6 address that belong to one customer: what lies below is theirs to change at will. */
const IPV6_CUSTOMER_PREFIX = 64;

/** Bits that one party may hold all networks of: a site of IPv6 (RFC 6177), the smallest block of IPv4 that is routed. */
const BLOCK_PREFIX = { ipv4: 24, ipv6: 48 };

/**
 * The network an address counts for in rate limits: an IPv4 address itself, the /64 of an IPv6 address, and one common
 * network for whoever has no address. All spellings of an address give the same.
 */
export function networkOf(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return prefixOf(parsed.toByteArray(), IPV6_CUSTOMER_PREFIX);
}

/** The block of networks that an address is in: a /24 of IPv4, a /48 of IPv6, and one for all without an address. */
export function blockOf(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  return prefixOf(parsed.toByteArray(), BLOCK_PREFIX[parsed.kind()]);
}

function prefixOf(address: number[], bits: number): string {
  const bytes = address.slice(0, bits / 8);
  return `${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}::/${bits}`;
}

/** The addresses of IPv6 that the Internet routes at all (RFC 4291 §2.4, IANA IPv6 Address Space). */
const IPV6_GLOBAL = ipaddr.parseCIDR("2000::/3");

/** Public by its range, but a cloud's own service to its machines (Azure's WireServer). */
const CLOUD_SERVICES = ["168.63.129.16"];

/**
 * Whether an address is one that anybody on the Internet might have: nothing of this machine, of a network behind it or of
 * the cloud it runs in, nothing reserved (IANA Special-Purpose Address Registries), no IPv4 address in the clothes of IPv6
 * but a public one that is merely mapped.
 *
 * @param address in any spelling of IPv4 or IPv6; anything else is not public
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast" || CLOUD_SERVICES.includes(parsed.toString())) return false;
  return parsed.kind() === "ipv4" || parsed.match(IPV6_GLOBAL);
}
