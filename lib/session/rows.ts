import type { RequestFacts } from "@/lib/audit";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { keyedHash } from "@/lib/secrets/hash";
import { randomToken } from "@/lib/secrets/random";

/** A session just made: `token` goes into the cookie and is known to nobody else; only its hash is kept. */
export type NewSession = { id: string; token: string };

/**
 * Makes a session with a token of its own. It never takes over a token that was there before (ASVS 7.2.4).
 *
 * @param tx a transaction
 * @param of whose session, in which browser, and the token of the session it takes the place of in that browser
 */
export async function createSession(
  tx: Db,
  of: { userId: string; clientHash: Uint8Array<ArrayBuffer>; replacesToken: string | null },
  facts: RequestFacts,
): Promise<NewSession> {
  const token = randomToken();
  const [row] = await tx.$queryRaw<[{ id: string }]>`
    INSERT INTO "Session" ("userId", "tokenHash", "clientHash", "expiresAt", "ipAddress", "userAgent")
    VALUES (${of.userId}::uuid, ${keyedHash("session", token)}, ${of.clientHash},
            now() + ${config().session.maxAgeSeconds} * interval '1 second', ${facts.ipAddress}, ${facts.userAgent})
    RETURNING id`;
  if (of.replacesToken !== null) await revokeSessionByToken(tx, of.replacesToken, "replaced");
  return { id: row.id, token };
}

/** Why a session was ended. */
export type RevokedReason = "signed_out" | "replaced" | "password_changed";

/**
 * Ends the session a token belongs to, if it lives.
 *
 * @returns whose session it was, or `null`
 */
export async function revokeSessionByToken(
  db: Db,
  token: string,
  reason: RevokedReason,
): Promise<{ id: string; userId: string } | null> {
  const [row] = await db.$queryRaw<{ id: string; userId: string }[]>`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = ${reason}
    WHERE "tokenHash" = ${keyedHash("session", token)} AND "revokedAt" IS NULL
    RETURNING id, "userId"`;
  return row ?? null;
}

/** Ends every living session of a user; returns how many there were. */
export async function revokeSessionsOfUser(db: Db, userId: string, reason: RevokedReason): Promise<number> {
  return db.$executeRaw`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = ${reason}
    WHERE "userId" = ${userId}::uuid AND "revokedAt" IS NULL`;
}
