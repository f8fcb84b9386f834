import { type CityResponse, open, type Reader } from "maxmind";
import { config } from "@/lib/config";
import { globalSingleton } from "@/lib/global-singleton";
import type { Locale } from "@/lib/i18n/locales";
import { log } from "@/lib/log";

/** Told where the database of places cannot be used. */
export class GeoIpError extends Error {
  override name = "GeoIpError";
}

const places = globalSingleton("places", () => ({ reader: null as Reader<CityResponse> | null }));

/**
 * Opens the local database of places, if the settings name one. A newer file in its place is taken up without a restart. No
 * address ever leaves this machine for it.
 *
 * @throws GeoIpError with one sentence, where the file is none
 */
export async function loadGeoIpDatabase(): Promise<void> {
  const { geoipDatabase } = config();
  if (geoipDatabase === null) return;
  try {
    places.reader = await open<CityResponse>(geoipDatabase, { watchForUpdatesNonPersistent: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : "unreadable";
    throw new GeoIpError(
      `GEOIP_DATABASE: ${geoipDatabase} is no database of places (${why}): it must be a MaxMind DB file of cities or countries.`,
    );
  }
}

/**
 * Roughly where an address is, as its network is registered: "Berlin, Germany".
 *
 * @returns `null` where nobody knows, or no database is configured
 */
export function lookupLocation(ipAddress: string, locale: Locale): string | null {
  const found = look(ipAddress);
  const names = [found?.city?.names, found?.country?.names].map((name) => name?.[locale] ?? name?.en);
  return names.filter(Boolean).join(", ") || null;
}

/** A damaged file is no reason for a page to fail. */
function look(ipAddress: string): CityResponse | null {
  try {
    return places.reader?.get(ipAddress) ?? null;
  } catch (error) {
    log.warn({ event: "places.unreadable", err: error });
    return null;
  }
}
