import { requestLocale } from "@/lib/http/locale";
import { lookupLocation } from "@/lib/identifiers/geoip";

/** Shows an IP address, with its location if it is known: "203.0.113.7 (Zurich, Switzerland)". */
export async function IpAddress({ address }: { address: string }) {
  const place = lookupLocation(address, await requestLocale());
  return place === null ? address : `${address} (${place})`;
}
