import type { Db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { stepOfCode, unsealTotpSecret } from "./secret";

type Row = { id: string; sealedSecret: Uint8Array; now: number };

/** A secret that cannot be opened, for there is another AUTH_SECRET since, has no right code. */
function stepIn({ id, sealedSecret, now }: Row, code: string): number | null {
  try {
    return stepOfCode(unsealTotpSecret(sealedSecret), code, now);
  } catch {
    log.warn({ event: "totp.secret_unreadable", totpSecretId: id });
    return null;
  }
}

/**
 * Spends a code of somebody's authenticator app. A step counts once: neither the same code nor an older one is accepted
 * again, and of any number of simultaneous tries one succeeds (RFC 6238 §5.2). Counting the try comes before.
 *
 * @param code six digits
 * @returns whether it was accepted; `used` for a right one of a step that has been accepted before, or of an older one
 */
export async function consumeTotp(tx: Db, userId: string, code: string): Promise<"right" | "wrong" | "used"> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT id, "sealedSecret", extract(epoch FROM now())::float8 AS now
    FROM "TotpSecret" WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NOT NULL`;
  const step = row ? stepIn(row, code) : null;
  if (!row || step === null) return "wrong";
  const spent = await tx.$executeRaw`
    UPDATE "TotpSecret" SET "lastStep" = ${step} WHERE id = ${row.id}::uuid AND "lastStep" < ${step}`;
  return spent > 0 ? "right" : "used";
}

/**
 * Makes a secret count, once a code of it was typed in where it is being set up.
 *
 * @param sessionId the session that sets it up
 * @returns whether the code was right, and nobody was quicker
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
