import type { Db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { stepOfCode, unsealTotpSecret } from "./secret";

type Row = { id: string; sealedSecret: Uint8Array; now: number };

/**
 * Returns the time step of a code, or `null` if the code is wrong. After a change of AUTH_SECRET the secret cannot be
 * decrypted, and every code is wrong.
 */
function stepIn({ id, sealedSecret, now }: Row, code: string): number | null {
  try {
    return stepOfCode(unsealTotpSecret(sealedSecret), code, now);
  } catch {
    log.warn({ event: "totp.secret_unreadable", totpSecretId: id });
    return null;
  }
}

/**
 * Verifies and consumes a code of a user's authenticator app. A step is accepted once: neither the same code nor an
 * older one is accepted again, and of any number of concurrent attempts, one succeeds (RFC 6238 §5.2). The caller
 * counts the attempt before.
 *
 * @param code six digits
 * @returns the result; `used` for a correct code of a step that was accepted before, or of an older one
 */
export async function consumeTotp(tx: Db, userId: string, code: string): Promise<"right" | "wrong" | "used"> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT id, "sealedSecret", extract(epoch FROM now())::float8 AS now
    FROM "TotpSecret" WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NOT NULL`;
  const step = row ? stepIn(row, code) : null;
  if (!row || step === null) return "wrong";
  const consumed = await tx.$executeRaw`
    UPDATE "TotpSecret" SET "lastStep" = ${step} WHERE id = ${row.id}::uuid AND "lastStep" < ${step}`;
  return consumed > 0 ? "right" : "used";
}

/**
 * Verifies a secret during its setup with one of its codes, which makes it a factor.
 *
 * @param sessionId the session that sets it up
 * @returns whether the code was correct and no concurrent attempt was first
 */
export async function confirmTotp(tx: Db, userId: string, sessionId: string, code: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT id, "sealedSecret", extract(epoch FROM now())::float8 AS now
    FROM "TotpSecret"
    WHERE "userId" = ${userId}::uuid AND "sessionId" = ${sessionId}::uuid AND "verifiedAt" IS NULL`;
  const step = row ? stepIn(row, code) : null;
  if (!row || step === null) return false;
  const confirmed = await tx.$executeRaw`
    UPDATE "TotpSecret" SET "verifiedAt" = now(), "sessionId" = NULL, "lastStep" = ${step}
    WHERE id = ${row.id}::uuid AND "verifiedAt" IS NULL`;
  return confirmed > 0;
}
