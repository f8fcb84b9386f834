import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { keyedHash } from "@/lib/secrets/hash";
import { randomCode } from "@/lib/secrets/random";

/** What a code is bound to: it is worthless for another attempt or another address. */
export type CodeBinding = { signInId: string; destination: string };

/** The hash under which a code is kept. */
export function hashCode({ signInId, destination }: CodeBinding, code: string) {
  return keyedHash("code", signInId, destination, code);
}

/**
 * Makes a new code for an attempt and kills the one before it. The count of tries belongs to the attempt and stays
 * (NIST SP 800-63B-4 §3.1.3.2: a new code does not reset the count of failures).
 *
 * @param tx a transaction that holds the attempt's row
 * @returns the code, to be sent and then forgotten
 */
export async function issueCode(tx: Db, binding: CodeBinding): Promise<string> {
  const code = randomCode();
  await tx.$executeRaw`
    UPDATE "Code" SET "supersededAt" = now()
    WHERE "signInId" = ${binding.signInId}::uuid AND "consumedAt" IS NULL AND "supersededAt" IS NULL`;
  await tx.$executeRaw`
    INSERT INTO "Code" ("signInId", "codeHash", "expiresAt")
    VALUES (${binding.signInId}::uuid, ${hashCode(binding, code)},
            now() + ${config().codes.ttlSeconds} * interval '1 second')`;
  return code;
}
