import { z } from "zod";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { statusOf } from "./status";
import type { Verification } from "./verification";

/** A verification as the API returns it. It is the same whether or not its messages are delivered. */
export const verificationSchema = z
  .strictObject({
    status: z.enum(["unverified", "verified", "expired", "failed"]),
    strategy: z.string().nullable().describe("The strategy in use; null before one was prepared."),
    expireAt: z.int().describe("When the latest code or link expires, in milliseconds since 1970."),
    attempts: z.int().min(0).describe("The number of code attempts so far."),
    matchNumber: z
      .int()
      .nullable()
      .describe("The number that a user who opens the link on another device must enter."),
    sameClient: z
      .boolean()
      .nullable()
      .describe("Whether the client that requested the message also verified it; null until it is verified."),
  })
  .meta({ id: "Verification" });

export type DescribedVerification = z.output<typeof verificationSchema>;

/**
 * Returns the current state of a verification.
 *
 * @param strategy the name of the strategy in use
 */
export async function describeVerification(
  db: Db,
  verification: Verification,
  strategy: string | null,
): Promise<DescribedVerification> {
  const { id, attempts, matchNumber, expiresAt, verifiedBySameClient: sameClient } = verification;
  const newest = await newestSecret(db, id);
  const status = statusOf(verification);
  const isOver = status === "cancelled" || attempts >= config().codes.maxAttempts;
  const open = newest?.ended ? "expired" : isOver ? "failed" : "unverified";
  return {
    status: status === "unverified" ? open : status === "cancelled" ? "failed" : status,
    strategy,
    expireAt: (status === "unverified" && newest ? newest.expiresAt : expiresAt).getTime(),
    attempts,
    matchNumber,
    sameClient,
  };
}

async function newestSecret(db: Db, verificationId: string) {
  const [row] = await db.$queryRaw<{ expiresAt: Date; ended: boolean }[]>`
    SELECT "expiresAt", "expiresAt" <= now() AS ended
    FROM (SELECT "createdAt", "expiresAt" FROM "Code" WHERE "verificationId" = ${verificationId}::uuid
          UNION ALL SELECT "createdAt", "expiresAt" FROM "Link" WHERE "verificationId" = ${verificationId}::uuid) AS sent
    ORDER BY "createdAt" DESC LIMIT 1`;
  return row;
}
