import ipaddr from "ipaddr.js";

/** Bits of an IPv6 address that belong to one customer: what lies below is theirs to change at will. */
const IPV6_CUSTOMER_PREFIX = 64;

/**
 * The network an address counts for in rate limits: an IPv4 address itself, the /64 of an IPv6 address, and one common
 * network for whoever has no address. All spellings of an address give the same.
 */
export function networkOf(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const bytes = parsed.toByteArray().slice(0, IPV6_CUSTOMER_PREFIX / 8);
  return `${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}::/${IPV6_CUSTOMER_PREFIX}`;
}

/**
 * Whose request it is, behind proxies.
 *
 * @param peer address at the other end of the socket
 * @param forwardedFor the X-Forwarded-For header: each proxy appends whom it heard from
 * @param trustedProxies how many proxies of one's own stand in front; what lies beyond them is hearsay
 * @returns the address in its canonical spelling, or `null` if none can be told
 */
export function clientAddress(
  peer: string | null,
  forwardedFor: string | null,
  trustedProxies: number,
): string | null {
  const hops = [...(forwardedFor?.split(",") ?? []), peer ?? ""].map((hop) => hop.trim());
  const believed = hops.slice(-1 - trustedProxies)[0];
  return believed !== undefined && ipaddr.isValid(believed) ? ipaddr.process(believed).toString() : null;
}
