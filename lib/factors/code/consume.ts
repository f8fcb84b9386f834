import type { Db } from "@/lib/db/client";
import { type CodeBinding, hashCode } from "./issue";

/** What became of a code that was tried. */
export type CodeOutcome = "consumed" | "incorrect" | "expired" | "already_used";

/**
 * Spends a code, in one statement: of any number of simultaneous tries one succeeds. Whether a code has expired or has
 * been used is told only to somebody who knows it. Counting the try is the verification's business and comes before.
 *
 * @param db the database or a transaction
 * @param binding the verification and destination the code was made for
 * @param code six digits
 */
export async function consumeCode(db: Db, binding: CodeBinding, code: string): Promise<CodeOutcome> {
  const hash = hashCode(binding, code);
  const spent = await db.$executeRaw`
    UPDATE "Code" SET "consumedAt" = now()
    WHERE "verificationId" = ${binding.verificationId}::uuid AND "codeHash" = ${hash}
      AND "consumedAt" IS NULL AND "supersededAt" IS NULL AND "expiresAt" > now()`;
  if (spent > 0) return "consumed";
  const [known] = await db.$queryRaw<{ used: boolean }[]>`
    SELECT "consumedAt" IS NOT NULL AS used FROM "Code"
    WHERE "verificationId" = ${binding.verificationId}::uuid AND "codeHash" = ${hash} AND "supersededAt" IS NULL`;
  if (!known) return "incorrect";
  return known.used ? "already_used" : "expired";
}
