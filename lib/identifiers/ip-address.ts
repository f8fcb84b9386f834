import ipaddr from "ipaddr.js";

/** The networks around an address, and how many times the share of the smallest one each has. */
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
 * The networks that an address counts for in rate limits, the smallest first: customers get an IPv6 /64, /56 or /48, and may
 * have a whole IPv4 /24. All spellings of an address give the same. Callers without an address share one network.
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

/** The smallest network that an address counts for. */
export function networkOf(address: string | null): string {
  return networksOf(address)[0]?.network ?? "unknown";
}

/** The widest network that an address counts for, which one party may hold as a whole. */
export function blockOf(address: string | null): string {
  return networksOf(address).at(-1)?.network ?? "unknown";
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
