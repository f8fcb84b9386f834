import { Webhook } from "standardwebhooks";
import { decrypt, encrypt } from "@/lib/crypto/encryption";
import { randomSecret } from "@/lib/crypto/random";

/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;

/** A new secret that an endpoint's deliveries are signed with: `whsec_` and 256 random bits in Base64. */
export function makeWebhookSecret(): string {
  return `whsec_${Buffer.from(randomSecret(SECRET_BYTES)).toString("base64")}`;
}

/** A secret as it is kept. */
export const sealWebhookSecret = (secret: string) => encrypt("webhook", secret);

/** What is signed: everything that the receiver is to believe. */
export type SignedParts = { eventId: string; at: Date; body: string };

/**
 * The headers that prove where a request comes from (Standard Webhooks): a signature by each secret, newest first, so that
 * the receiver can change over from one to the next.
 *
 * @param sealedSecrets as `sealWebhookSecret` left them
 */
export function signatureHeaders({ eventId, at, body }: SignedParts, sealedSecrets: Uint8Array[]) {
  const signatures = sealedSecrets.map((sealed) =>
    new Webhook(String(decrypt("webhook", sealed))).sign(eventId, at, body),
  );
  return {
    "webhook-id": eventId,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": signatures.join(" "),
  };
}
