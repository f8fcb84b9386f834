import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { type Caller, clientHash } from "../caller";
import { publishVerificationChange } from "./events";

/**
 * Cancels a verification of the calling client. Codes and links sent for it stop working. Has no effect on a
 * verification that has ended.
 *
 * @param verificationId a UUID
 */
export async function cancelVerification(verificationId: string, caller: Caller): Promise<void> {
  await inTransaction(async (tx) => {
    const [cancelled] = await tx.$queryRaw<
      { purpose: "sign_in" | "reset_password" | "sign_up" | "email_address"; userId: string | null }[]
    >`
      UPDATE "Verification" SET "cancelledAt" = now()
      WHERE id = ${verificationId}::uuid AND "clientHash" = ${clientHash(caller)}
        AND "verifiedAt" IS NULL AND "failedAt" IS NULL AND "cancelledAt" IS NULL
      RETURNING purpose::text AS purpose, "userId"`;
    if (!cancelled) return;
    await tx.$executeRaw`
      UPDATE "SignIn" SET status = 'abandoned' WHERE "verificationId" = ${verificationId}::uuid`;
    await tx.$executeRaw`
      UPDATE "SignUp" SET status = 'abandoned' WHERE "verificationId" = ${verificationId}::uuid`;
    await publishVerificationChange(tx, verificationId);
    await recordEvent(tx, caller.metadata, {
      type: `${cancelled.purpose}.cancelled`,
      outcome: "success",
      userId: cancelled.userId,
      details: { verificationId },
    });
  });
}

/**
 * Cancels every pending verification that was requested in an account: of addresses and numbers, for reauthentication,
 * and of a second factor.
 */
export async function cancelOwnVerifications(tx: Db, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Verification" SET "cancelledAt" = now()
    WHERE "userId" = ${userId}::uuid AND purpose IN ('email_address', 'phone_number', 'fresh_proof', 'second_factor')
      AND "verifiedAt" IS NULL AND "cancelledAt" IS NULL`;
}
