import { createHmac } from "node:crypto";
import { type KeyPurpose, keyFor } from "./keys";

/**
 * Returns the keyed hash of a secret, for storage and lookup.
 *
 * @param purpose the purpose of the secret; the same text has a different hash for each
 * @param parts the hashed values, in order; their boundaries are part of the hash
 * @returns 32 bytes
 */
export function keyedHash(purpose: KeyPurpose, ...parts: string[]): Uint8Array<ArrayBuffer> {
  const mac = createHmac("sha256", keyFor(purpose));
  for (const part of parts) mac.update(`${Buffer.byteLength(part)}:${part}`);
  return new Uint8Array(mac.digest());
}
