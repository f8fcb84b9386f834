import { config } from "@/lib/config";
import { rotatingHashes, secretIds } from "@/lib/crypto/hash";
import { randomCode } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";

/** The binding of a code. The code is invalid for another verification or another destination. */
export type CodeBinding = { verificationId: string; destination: string };

/** Returns the hashes under which a code may be stored, one for each secret; a new code is stored under the first. */
export function hashCode({ verificationId, destination }: CodeBinding, code: string) {
  return rotatingHashes("code", verificationId, destination, code);
}

/**
 * Creates a code. The attempt count belongs to the verification and does not change (NIST SP 800-63B-4 §3.1.3.2: a new
 * code does not reset the failure count).
 *
 * @param tx a transaction that locks the verification's row and has superseded the previous code
 * @param isSent whether the code is sent; otherwise it is superseded at once, so that it cannot be guessed
 * @returns the code, to be sent and not stored
 */
export async function issueCode(tx: Db, binding: CodeBinding, { isSent = true } = {}): Promise<string> {
  const code = randomCode();
  const [hash] = hashCode(binding, code);
  const [secretId] = secretIds();
  await tx.$executeRaw`
    INSERT INTO "Code" ("verificationId", "codeHash", "secretId", "expiresAt", "supersededAt")
    VALUES (${binding.verificationId}::uuid, ${hash}, ${secretId},
            now() + ${config().codes.ttlSeconds} * interval '1 second', CASE WHEN NOT ${isSent} THEN now() END)`;
  return code;
}

/** Supersedes the pending code of a verification, if there is one. */
export async function supersedeCodes(tx: Db, verificationId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Code" SET "supersededAt" = now()
    WHERE "verificationId" = ${verificationId}::uuid AND "consumedAt" IS NULL AND "supersededAt" IS NULL`;
}
