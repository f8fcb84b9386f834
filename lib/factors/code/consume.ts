import { type Db, Prisma } from "@/lib/db/client";
import { type CodeBinding, hashCode } from "./issue";

/** The result of an attempt to consume a code. */
export type CodeOutcome = "consumed" | "incorrect" | "expired" | "already_used";

/**
 * Consumes a code, in one statement: of any number of concurrent attempts, one succeeds. That a code has expired or was
 * used is revealed only to a caller who knows it. The verification counts the attempt before.
 *
 * @param db the database or a transaction
 * @param binding the verification and destination that the code was created for
 * @param code six digits
 */
export async function consumeCode(db: Db, binding: CodeBinding, code: string): Promise<CodeOutcome> {
  const hashes = Prisma.join(hashCode(binding, code));
  const consumed = await db.$executeRaw`
    UPDATE "Code" SET "consumedAt" = now()
    WHERE "verificationId" = ${binding.verificationId}::uuid AND "codeHash" IN (${hashes})
      AND "consumedAt" IS NULL AND "supersededAt" IS NULL AND "expiresAt" > now()`;
  if (consumed > 0) return "consumed";
  const [known] = await db.$queryRaw<{ used: boolean }[]>`
    SELECT "consumedAt" IS NOT NULL AS used FROM "Code"
    WHERE "verificationId" = ${binding.verificationId}::uuid AND "codeHash" IN (${hashes}) AND "supersededAt" IS NULL`;
  if (!known) return "incorrect";
  return known.used ? "already_used" : "expired";
}
