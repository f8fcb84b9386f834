import { createHmac } from "node:crypto";
import { type KeyPurpose, keyFor } from "./keys";

/**
 * Keyed hash of a secret, for keeping at rest and for looking it up again.
 *
 * @param purpose what the secret is for; the same text hashes differently for each
 * @param parts what is bound together, in order
 * @returns 32 bytes
 */
export function keyedHash(purpose: KeyPurpose, ...parts: string[]): Uint8Array<ArrayBuffer> {
  const mac = createHmac("sha256", keyFor(purpose));
  for (const part of parts) mac.update(`${Buffer.byteLength(part)}:${part}`);
  return new Uint8Array(mac.digest());
}
