import { placeOf } from "@/lib/identifiers/place";
import { requestLocale } from "@/lib/web/locale";

/** An IP address, with the place it is registered at where that is known: "203.0.113.7 (Zurich, Switzerland)". */
export async function IpAddress({ address }: { address: string }) {
  const place = placeOf(address, await requestLocale());
  return place === null ? address : `${address} (${place})`;
}
