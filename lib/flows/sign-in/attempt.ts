import type { Db } from "@/lib/db/client";
import type { SignInStatus } from "@/lib/db/generated/enums";
import { type Caller, clientHash } from "../caller";
import type { MessageStrategyName } from "./strategies";

/** A sign-in attempt as it stands in the database, of the client that began it. */
export type SignInAttempt = {
  id: string;
  status: SignInStatus;
  strategy: MessageStrategyName;
  identifier: string;
  userId: string | null;
  emailAddressId: string | null;
  codeAttempts: number;
  redirectUrl: string | null;
  /** Past its end, by the database's clock. */
  ended: boolean;
};

/**
 * Reads an attempt of this client. Another client's is not found, whoever knows its id.
 *
 * @param db the database, or a transaction; with `lock` the row is held until the transaction ends
 * @param signInId a UUID
 */
export async function findAttempt(
  db: Db,
  signInId: string,
  caller: Caller,
  { lock = false } = {},
): Promise<SignInAttempt | null> {
  const hash = clientHash(caller);
  const rows = lock
    ? await db.$queryRaw<SignInAttempt[]>`
        SELECT *, "expiresAt" <= now() AS ended FROM "SignIn"
        WHERE id = ${signInId}::uuid AND "clientHash" = ${hash} FOR UPDATE`
    : await db.$queryRaw<SignInAttempt[]>`
        SELECT *, "expiresAt" <= now() AS ended FROM "SignIn"
        WHERE id = ${signInId}::uuid AND "clientHash" = ${hash}`;
  return rows[0] ?? null;
}

/** The id of the newest attempt of this client by a strategy, or `null`. */
export async function newestAttemptId(
  db: Db,
  strategy: MessageStrategyName,
  caller: Caller,
): Promise<string | null> {
  const newest = await db.signIn.findFirst({
    where: { clientHash: clientHash(caller), strategy },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return newest?.id ?? null;
}

/** Ends what else was begun for a user: once a password is proven or changed, older messages must not work any more. */
export async function abandonAttempts(tx: Db, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SignIn" SET status = 'abandoned'
    WHERE "userId" = ${userId}::uuid AND status NOT IN ('complete', 'abandoned')`;
}
