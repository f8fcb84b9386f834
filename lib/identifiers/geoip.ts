import { type CityResponse, open, type Reader } from "maxmind";
import { config } from "@/lib/config";
import { globalSingleton } from "@/lib/global-singleton";
import type { Locale } from "@/lib/i18n/locales";
import { log } from "@/lib/log";

/** Thrown when the GeoIP database cannot be used. */
export class GeoIpError extends Error {
  override name = "GeoIpError";
}

const places = globalSingleton("places", () => ({ reader: null as Reader<CityResponse> | null }));

/**
 * Opens the local GeoIP database, if one is configured. A newer file at the same path is loaded without a restart.
 * Lookups never send an address to another machine.
 *
 * @throws GeoIpError with one sentence if the file is not such a database
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
 * Looks up the approximate location of an address, as its network is registered: "Berlin, Germany".
 *
 * @returns `null` if the location is unknown, or no database is configured
 */
export function lookupLocation(ipAddress: string, locale: Locale): string | null {
  const found = look(ipAddress);
  const names = [found?.city?.names, found?.country?.names].map((name) => name?.[locale] ?? name?.en);
  return names.filter(Boolean).join(", ") || null;
}

/** Returns `null` for a damaged file, so that no page fails because of it. */
function look(ipAddress: string): CityResponse | null {
  try {
    return places.reader?.get(ipAddress) ?? null;
  } catch (error) {
    log.warn({ event: "places.unreadable", err: error });
    return null;
  }
}
