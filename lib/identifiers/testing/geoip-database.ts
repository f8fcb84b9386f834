import { writeFileSync } from "node:fs";

type Value = string | number | Value[] | { [key: string]: Value };

const UINT32 = 6;
const TEXT = 2;
const MAP = 7;
const ARRAY = 11;
const FIRST_EXTENDED_TYPE = 8;
const MAX_SHORT_SIZE = 28;

function control(type: number, size: number): Buffer {
  if (size > MAX_SHORT_SIZE) throw new RangeError("Too long for a test.");
  return type < FIRST_EXTENDED_TYPE
    ? Buffer.from([(type << 5) | size])
    : Buffer.from([size, type - FIRST_EXTENDED_TYPE + 1]);
}

/** Encodes a value in the format's data section (MaxMind DB File Format 2.0, "Output Data Section"). */
function encode(value: Value): Buffer {
  if (typeof value === "number") {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(UINT32, bytes.length), bytes]);
  }
  if (typeof value === "string")
    return Buffer.concat([control(TEXT, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Array.isArray(value)) return Buffer.concat([control(ARRAY, value.length), ...value.map(encode)]);
  const entries = Object.entries(value).flatMap(([key, held]) => [encode(key), encode(held)]);
  return Buffer.concat([control(MAP, entries.length / 2), ...entries]);
}

const DATA_SEPARATOR = Buffer.alloc(16);
const METADATA_START = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from("MaxMind.com")]);

/** Builds a tree of 24-bit records, one node per bit, in which only the given network points to the data. */
function treeTo(octets: number[]): Buffer {
  const bits = octets.flatMap((octet) => [7, 6, 5, 4, 3, 2, 1, 0].map((place) => (octet >> place) & 1));
  const nothing = bits.length;
  const data = bits.length + DATA_SEPARATOR.length;
  const tree = Buffer.alloc(bits.length * 6);
  bits.forEach((bit, node) => {
    const onwards = node === bits.length - 1 ? data : node + 1;
    tree.writeUIntBE(bit === 0 ? onwards : nothing, node * 6, 3);
    tree.writeUIntBE(bit === 1 ? onwards : nothing, node * 6 + 3, 3);
  });
  return tree;
}

/** Writes a GeoIP database with one IPv4 network: 203.0.113.0/24 (RFC 5737) is in Zürich. */
export function writeGeoIpDatabase(file: string): void {
  const octets = [203, 0, 113];
  const place = {
    city: { names: { en: "Zurich", de: "Zürich" } },
    country: { iso_code: "CH", names: { en: "Switzerland", de: "Schweiz" } },
  };
  const metadata = {
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_700_000_000,
    database_type: "Test-City",
    description: { en: "A test" },
    ip_version: 4,
    languages: ["en", "de"],
    node_count: octets.length * 8,
    record_size: 24,
  };
  const parts = [treeTo(octets), DATA_SEPARATOR, encode(place), METADATA_START, encode(metadata)];
  writeFileSync(file, Buffer.concat(parts));
}
