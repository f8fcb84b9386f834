import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { writeGeoIpDatabase } from "./testing/geoip-database";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "latchkey-places-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllEnvs();
});

/** Imports the module with its own setting. */
async function withDatabase(file: string) {
  vi.stubEnv("GEOIP_DATABASE", file);
  return import("./geoip");
}

test("returns the city and country of an address, in either language", async () => {
  const file = path.join(folder, "city.mmdb");
  writeGeoIpDatabase(file);
  const { loadGeoIpDatabase, lookupLocation } = await withDatabase(file);
  await loadGeoIpDatabase();
  expect(lookupLocation("203.0.113.7", "en")).toBe("Zurich, Switzerland");
  expect(lookupLocation("203.0.113.255", "de")).toBe("Zürich, Schweiz");
  for (const elsewhere of ["203.0.114.7", "127.0.0.1", "2001:db8::1", "::1"]) {
    expect(lookupLocation(elsewhere, "en")).toBeNull();
  }
});

test.each(["nonsense.mmdb", "missing.mmdb", "."])("rejects %s with one sentence", async (name) => {
  writeFileSync(path.join(folder, "nonsense.mmdb"), "this is no database");
  const file = path.join(folder, name);
  const { loadGeoIpDatabase } = await withDatabase(file);
  await expect(loadGeoIpDatabase()).rejects.toThrow(`GEOIP_DATABASE: ${file} is no database of places`);
});

test("returns null for a damaged file", async () => {
  const file = path.join(folder, "damaged.mmdb");
  writeGeoIpDatabase(file);
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 144 + 16, 144 + 16 + 20));
  const { loadGeoIpDatabase, lookupLocation } = await withDatabase(file);
  await loadGeoIpDatabase();
  expect(lookupLocation("203.0.113.7", "en")).toBeNull();
});
