import { createHmac } from "node:crypto";
import { type RotatingPurpose, rotatingKeys, type StablePurpose, stableKey } from "./keys";

/** Returns the HMAC-SHA-256 of some values; their boundaries are part of it. */
function hmac(key: Buffer, parts: string[]): Uint8Array<ArrayBuffer> {
  const mac = createHmac("sha256", key);
  for (const part of parts) mac.update(`${Buffer.byteLength(part)}:${part}`);
  return new Uint8Array(mac.digest());
}

/**
 * Returns the keyed hash of a secret, for storage and lookup. A rotation of the secret does not change it.
 *
 * @param purpose the purpose of the secret; the same text has a different hash for each
 * @param parts the hashed values, in order; their boundaries are part of the hash
 * @returns 32 bytes
 */
export function keyedHash(purpose: StablePurpose, ...parts: string[]): Uint8Array<ArrayBuffer> {
  return hmac(stableKey(purpose), parts);
}

/**
 * Returns the hashes of a secret with a key of each configured secret, the newest first. The newest is for storage; any
 * of them may be stored.
 *
 * @param purpose the purpose of the secret; the same text has a different hash for each
 * @param parts the hashed values, in order; their boundaries are part of the hash
 * @returns 32 bytes for each secret
 */
export function rotatingHashes(
  purpose: RotatingPurpose,
  ...parts: string[]
): [Uint8Array<ArrayBuffer>, ...Uint8Array<ArrayBuffer>[]] {
  const [newest, ...earlier] = rotatingKeys(purpose);
  return [hmac(newest, parts), ...earlier.map((key) => hmac(key, parts))];
}

/**
 * Returns the IDs of the configured secrets, the newest first. A row of a code names the secret of its hash by this ID.
 *
 * @returns 32 bytes for each secret, which reveal nothing about it
 */
export const secretIds = () => rotatingHashes("secret-id");
