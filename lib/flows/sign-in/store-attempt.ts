import { type Db, Prisma } from "@/lib/db/client";
import { type Caller, clientHash } from "../caller";
import {
  PROOF_TTL_SECONDS,
  type VerificationSubject,
  verificationInsert,
} from "../verification/verification";

/** The IDs of an attempt and of its verification. They are chosen before the rows are stored. */
export type AttemptIds = { signInId: string; verificationId: string };

/** The values of a new attempt. */
type AttemptValues = {
  ids: AttemptIds;
  identifier: string;
  typedIdentifier: string | null;
  userId: string | null;
  redirectUrl: string | null;
};

/** Chooses the IDs of an attempt. */
export const newAttemptIds = (): AttemptIds => ({
  signInId: crypto.randomUUID(),
  verificationId: crypto.randomUUID(),
});

/** Stores an attempt that is pending its first factor. */
export async function storeAttempt(
  db: Db,
  values: AttemptValues & Pick<VerificationSubject, "purpose">,
  caller: Caller,
): Promise<void> {
  const { ids, purpose, identifier, typedIdentifier, userId, redirectUrl } = values;
  await db.$executeRaw`
    WITH verification AS (${verificationInsert(ids.verificationId, { purpose, userId }, caller)})
    INSERT INTO "SignIn" (id, identifier, "typedIdentifier", "userId", "verificationId", "redirectUrl")
    VALUES (${ids.signInId}::uuid, ${identifier}, ${typedIdentifier}, ${userId}::uuid, ${ids.verificationId}::uuid,
            ${redirectUrl})`;
}

/**
 * Returns the statements that store an attempt whose first factor is verified by the calling client, as named
 * subqueries.
 *
 * @param createdSessionId the session, or `null` if a second factor is pending
 */
export function verifiedAttemptInserts(
  { ids, identifier, typedIdentifier, userId, redirectUrl }: AttemptValues,
  createdSessionId: string | null,
  caller: Caller,
): Prisma.Sql[] {
  const status = createdSessionId === null ? "needs_second_factor" : "complete";
  const { ipAddress, userAgent } = caller.metadata;
  const hash = clientHash(caller);
  return [
    Prisma.sql`verification AS (
      INSERT INTO "Verification" (id, "clientHash", purpose, "userId", "ipAddress", "userAgent", "verifiedAt",
                                  "verifiedByClientHash", "expiresAt")
      VALUES (${ids.verificationId}::uuid, ${hash}, 'sign_in', ${userId}::uuid, ${ipAddress}, ${userAgent}, now(), ${hash},
              now() + ${PROOF_TTL_SECONDS} * interval '1 second'))`,
    Prisma.sql`attempt AS (
      INSERT INTO "SignIn" (id, status, identifier, "typedIdentifier", "userId", "verificationId", "redirectUrl",
                            "firstFactorVerifiedAt", "createdSessionId")
      VALUES (${ids.signInId}::uuid, ${status}::"SignInStatus", ${identifier}, ${typedIdentifier}, ${userId}::uuid,
              ${ids.verificationId}::uuid, ${redirectUrl}, now(), ${createdSessionId}::uuid))`,
  ];
}
