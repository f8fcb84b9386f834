import { config } from "@/lib/config";
import { keyedHash } from "@/lib/crypto/hash";
import { randomCode } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";

/** What a code is bound to: it is worthless for another verification or another destination. */
export type CodeBinding = { verificationId: string; destination: string };

/** The hash under which a code is kept. */
export function hashCode({ verificationId, destination }: CodeBinding, code: string) {
  return keyedHash("code", verificationId, destination, code);
}

/**
 * Makes a new code. The count of tries belongs to the verification and stays (NIST SP 800-63B-4 §3.1.3.2: a new code does
 * not reset the count of failures).
 *
 * @param tx a transaction that holds the verification's row, and has withdrawn the code before
 * @returns the code, to be sent and then forgotten
 */
export async function issueCode(tx: Db, binding: CodeBinding): Promise<string> {
  const code = randomCode();
  await tx.$executeRaw`
    INSERT INTO "Code" ("verificationId", "codeHash", "expiresAt")
    VALUES (${binding.verificationId}::uuid, ${hashCode(binding, code)},
            now() + ${config().codes.ttlSeconds} * interval '1 second')`;
  return code;
}

/** Withdraws the code of a verification that is still alive, if there is one. */
export async function supersedeCodes(tx: Db, verificationId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Code" SET "supersededAt" = now()
    WHERE "verificationId" = ${verificationId}::uuid AND "consumedAt" IS NULL AND "supersededAt" IS NULL`;
}
