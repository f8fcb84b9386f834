import ipaddr from "ipaddr.js";

/** The networks around an address. `factor` is the limit of a network relative to the smallest one. */
const IPV6_NETWORKS = [
  { bits: 64, factor: 1 },
  { bits: 56, factor: 2 },
  { bits: 48, factor: 4 },
];
const IPV4_NETWORKS = [
  { bits: 32, factor: 1 },
  { bits: 24, factor: 4 },
];

/**
 * Returns the networks that an address counts for in rate limits, smallest first: customers get an IPv6 /64, /56 or
 * /48, and may own a whole IPv4 /24. All spellings of an address have the same result. Callers without an address share
 * one network.
 */
export function networksOf(address: string | null): { network: string; factor: number }[] {
  if (address === null || !ipaddr.isValid(address)) return [{ network: "unknown", factor: 1 }];
  const parsed = ipaddr.process(address);
  const bytes = parsed.toByteArray();
  const networks = parsed.kind() === "ipv4" ? IPV4_NETWORKS : IPV6_NETWORKS;
  return networks.map(({ bits, factor }) => {
    const prefix = Buffer.from(bytes.slice(0, bits / 8)).toString("hex");
    return { network: `${prefix}/${bits}`, factor };
  });
}

/** Returns the smallest network that an address counts for. */
export function networkOf(address: string | null): string {
  return networksOf(address)[0]?.network ?? "unknown";
}

/** Returns the largest network that an address counts for, which one party may own as a whole. */
export function blockOf(address: string | null): string {
  return networksOf(address).at(-1)?.network ?? "unknown";
}

/** The addresses of IPv6 that the Internet routes at all (RFC 4291 §2.4, IANA IPv6 Address Space). */
const IPV6_GLOBAL = ipaddr.parseCIDR("2000::/3");

/** Addresses in a public range that a cloud uses for its own services (Azure's WireServer). */
const CLOUD_SERVICES = ["168.63.129.16"];

/**
 * Whether an address is publicly routable. Rejects addresses of this machine, of a private network and of the
 * surrounding cloud, reserved ones (IANA Special-Purpose Address Registries), and IPv4 addresses embedded in IPv6,
 * except mapped public ones.
 *
 * @param address in any spelling of IPv4 or IPv6; anything else is not public
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast" || CLOUD_SERVICES.includes(parsed.toString())) return false;
  return parsed.kind() === "ipv4" || parsed.match(IPV6_GLOBAL);
}
