import type { Db } from "@/lib/db/client";
import { hashLinkToken } from "./issue";

/** The state of a link, by the database's clock. */
export type LinkState = {
  id: string;
  verificationId: string;
  isAccessToken: boolean;
  status: "active" | "used" | "superseded" | "expired";
};

/**
 * Finds a link. Changes nothing.
 *
 * @returns `null` for a token that was never created, or whose link has been cleaned up
 */
export async function findLink(db: Db, token: string): Promise<LinkState | null> {
  const [link] = await db.$queryRaw<LinkState[]>`
    SELECT id, "verificationId", "isAccessToken",
           CASE WHEN "consumedAt" IS NOT NULL THEN 'used' WHEN "supersededAt" IS NOT NULL THEN 'superseded'
                WHEN "expiresAt" <= now() THEN 'expired' ELSE 'active' END AS status
    FROM "Link" WHERE "tokenHash" = ${hashLinkToken(token)}`;
  return link ?? null;
}

/**
 * Consumes a link, in one statement: of any number of concurrent attempts, one succeeds.
 *
 * @returns whether this attempt consumed it
 */
export async function consumeLink(db: Db, token: string): Promise<boolean> {
  const consumed = await db.$executeRaw`
    UPDATE "Link" SET "consumedAt" = now()
    WHERE "tokenHash" = ${hashLinkToken(token)}
      AND "consumedAt" IS NULL AND "supersededAt" IS NULL AND "expiresAt" > now()`;
  return consumed > 0;
}
