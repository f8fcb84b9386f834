import { hkdfSync } from "node:crypto";
import { authSecret } from "./auth-secret";

/** The purpose of a derived key. Each purpose has its own key, so a value made for one is useless for another. */
export type KeyPurpose =
  | "session"
  | "client"
  | "code"
  | "backup-code"
  | "link"
  | "invitation"
  | "sign-up-invitation"
  | "rate-limit"
  | "outbox"
  | "requester"
  | "placeholder"
  | "plausible-factor"
  | "totp"
  | "passkey-challenge"
  | "webhook"
  | "form";

const keys = new Map<KeyPurpose, Buffer>();

/** Returns the 256-bit key for one purpose, derived from the auth secret (HKDF, RFC 5869). */
export function keyFor(purpose: KeyPurpose): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", authSecret(), "latchkey", purpose, 32));
  keys.set(purpose, key);
  return key;
}
