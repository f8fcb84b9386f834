import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type RotatingPurpose, rotatingKeys } from "./keys";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a JSON value for storage in the database (AES-256-GCM), with a key of the newest secret.
 *
 * @returns nonce, tag and ciphertext, concatenated
 */
export function encrypt(purpose: RotatingPurpose, value: unknown): Uint8Array<ArrayBuffer> {
  const [newest] = rotatingKeys(purpose);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", newest, nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text]));
}

function open(key: Buffer, bytes: Buffer): string {
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
    "utf8",
  );
}

/** Returns the plaintext, and the position of the secret among the configured ones: 0 for the newest. */
function openWithAny(purpose: RotatingPurpose, sealed: Uint8Array): { text: string; position: number } {
  const bytes = Buffer.from(sealed);
  let reason: unknown;
  for (const [position, key] of rotatingKeys(purpose).entries()) {
    try {
      return { text: open(key, bytes), position };
    } catch (error) {
      reason ??= error;
    }
  }
  throw reason;
}

/**
 * Decrypts a result of `encrypt`, with a key of any configured secret.
 *
 * @throws Error if it was encrypted with another key or was modified
 */
export function decrypt(purpose: RotatingPurpose, sealed: Uint8Array): unknown {
  return JSON.parse(openWithAny(purpose, sealed).text);
}

/**
 * Encrypts a result of `encrypt` again, if an earlier secret encrypted it.
 *
 * @returns `newest` if the newest secret encrypted it, `unreadable` if no configured secret can decrypt it
 */
export function reencrypt(
  purpose: RotatingPurpose,
  sealed: Uint8Array,
): "newest" | "unreadable" | Uint8Array<ArrayBuffer> {
  try {
    const { text, position } = openWithAny(purpose, sealed);
    return position === 0 ? "newest" : encrypt(purpose, JSON.parse(text));
  } catch {
    return "unreadable";
  }
}
