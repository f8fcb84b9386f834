import { config } from "@/lib/config";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";

/** The hash under which a link's token is kept. */
export function hashLinkToken(token: string) {
  return keyedHash("link", token);
}

/**
 * Makes a new link.
 *
 * @param tx a transaction that holds the verification's row, and has withdrawn the link before
 * @param isAccessToken whether it leads to somebody's own page, and its token is to be traded in there
 * @returns the token of 256 bits, to be sent and then forgotten
 */
export async function issueLink(tx: Db, verificationId: string, isAccessToken: boolean): Promise<string> {
  const token = randomToken();
  await tx.$executeRaw`
    INSERT INTO "Link" ("verificationId", "tokenHash", "isAccessToken", "expiresAt")
    VALUES (${verificationId}::uuid, ${hashLinkToken(token)}, ${isAccessToken},
            now() + ${config().links.ttlSeconds} * interval '1 second')`;
  return token;
}

/** Withdraws the link of a verification that is still alive, if there is one. */
export async function supersedeLinks(tx: Db, verificationId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Link" SET "supersededAt" = now()
    WHERE "verificationId" = ${verificationId}::uuid AND "consumedAt" IS NULL AND "supersededAt" IS NULL`;
}
