import { Webhook } from "standardwebhooks";
import { decrypt, encrypt } from "@/lib/crypto/encryption";
import { randomSecret } from "@/lib/crypto/random";

/** Standard Webhooks requires 24 to 64 bytes. */
const SECRET_BYTES = 32;

/** Generates a secret for the signatures of an endpoint's deliveries: `whsec_` and 256 random bits in Base64. */
export function makeWebhookSecret(): string {
  return `whsec_${Buffer.from(randomSecret(SECRET_BYTES)).toString("base64")}`;
}

/** Encrypts a secret for storage. */
export const sealWebhookSecret = (secret: string) => encrypt("webhook", secret);

/** Decrypts a stored secret. */
export const unsealWebhookSecret = (sealed: Uint8Array) => String(decrypt("webhook", sealed));

/** The signed parts of a request: everything that the receiver relies on. */
export type SignedParts = { eventId: string; at: Date; body: string };

/**
 * Returns the headers that authenticate a request (Standard Webhooks): one signature per secret, newest first, so that
 * the receiver can switch from one secret to the next.
 *
 * @param sealedSecrets results of `sealWebhookSecret`
 */
export function signatureHeaders({ eventId, at, body }: SignedParts, sealedSecrets: Uint8Array[]) {
  const signatures = sealedSecrets.map((sealed) =>
    new Webhook(unsealWebhookSecret(sealed)).sign(eventId, at, body),
  );
  return {
    "webhook-id": eventId,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": signatures.join(" "),
  };
}
