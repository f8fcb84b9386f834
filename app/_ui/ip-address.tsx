import { requestLocale } from "@/lib/http/locale";
import { lookupLocation } from "@/lib/identifiers/geoip";

/** An IP address, with the place it is registered at where that is known: "203.0.113.7 (Zurich, Switzerland)". */
export async function IpAddress({ address }: { address: string }) {
  const place = lookupLocation(address, await requestLocale());
  return place === null ? address : `${address} (${place})`;
}
