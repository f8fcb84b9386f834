import { config } from "@/lib/config";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";
import { parseLinkToken } from "@/lib/typed-text";

/** Returns the hash under which the token of a link is stored. Ignores what follows the token; see `parseLinkToken`. */
export function hashLinkToken(token: string) {
  return keyedHash("link", parseLinkToken(token));
}

/**
 * Creates a link.
 *
 * @param tx a transaction that locks the verification's row and has superseded the previous link
 * @param isAccessToken whether the link opens a custom password reset page, which exchanges the token
 * @returns the token of 256 bits, to be sent and not stored
 */
export async function issueLink(tx: Db, verificationId: string, isAccessToken: boolean): Promise<string> {
  const token = randomToken();
  await tx.$executeRaw`
    INSERT INTO "Link" ("verificationId", "tokenHash", "isAccessToken", "expiresAt")
    VALUES (${verificationId}::uuid, ${hashLinkToken(token)}, ${isAccessToken},
            now() + ${config().links.ttlSeconds} * interval '1 second')`;
  return token;
}

/** Supersedes the pending link of a verification, if there is one. */
export async function supersedeLinks(tx: Db, verificationId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Link" SET "supersededAt" = now()
    WHERE "verificationId" = ${verificationId}::uuid AND "consumedAt" IS NULL AND "supersededAt" IS NULL`;
}
