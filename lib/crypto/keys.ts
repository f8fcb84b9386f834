import { createHash, hkdfSync } from "node:crypto";
import { globalSingleton } from "@/lib/global-singleton";
import { authSecrets } from "./auth-secret";

/**
 * The purposes whose key survives a rotation of the secret, so that stored hashes are found by one value and unknown
 * identifiers look the same before and after it (docs/decisions/021).
 */
export const STABLE_PURPOSES = [
  "session",
  "client",
  "backup-code",
  "link",
  "invitation",
  "sign-up-invitation",
  "device-report",
  "passkey-challenge",
  "rate-limit",
  "requester",
  "plausible-factor",
  "form",
  "auth-js",
] as const;

/** The purpose of a key that survives a rotation of the secret. */
export type StablePurpose = (typeof STABLE_PURPOSES)[number];

/** The purpose of keys that rotate with the secret: the newest encrypts or hashes, and any decrypts or verifies. */
export type RotatingPurpose = "code" | "outbox" | "totp" | "webhook" | "hash-key" | "secret-id";

const derived = new Map<string, Buffer>();

/** The stable keys of this process, once `loadHashKeys` has read them. */
const stable = globalSingleton("stable-keys", () => new Map<StablePurpose, Buffer>());

/** Derives the 256-bit key for one purpose from a secret (HKDF, RFC 5869). */
function deriveKey(secret: string, purpose: StablePurpose | RotatingPurpose): Buffer {
  const name = `${purpose} ${createHash("sha256").update(secret).digest("hex")}`;
  const known = derived.get(name);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", secret, "latchkey", purpose, 32));
  derived.set(name, key);
  return key;
}

/** Returns the 256-bit keys for a purpose, one for each secret, the newest first. Each purpose has keys of its own. */
export function rotatingKeys(purpose: RotatingPurpose): [Buffer, ...Buffer[]] {
  const [newest, ...earlier] = authSecrets();
  return [deriveKey(newest.value, purpose), ...earlier.map(({ value }) => deriveKey(value, purpose))];
}

/**
 * Returns the 256-bit key of an installation without a stored one: derived from the secret that it has had for the
 * longest time, as versions without stored keys did.
 */
export function initialKey(purpose: StablePurpose): Buffer {
  const oldest = authSecrets().at(-1)?.value ?? "";
  return deriveKey(oldest, purpose);
}

/** Returns the 256-bit key for a stable purpose. */
export function stableKey(purpose: StablePurpose): Buffer {
  return stable.get(purpose) ?? initialKey(purpose);
}

/** Sets the key for a stable purpose in this process. */
export function setStableKey(purpose: StablePurpose, key: Buffer): void {
  stable.set(purpose, key);
}
