import type { Db } from "@/lib/db/client";
import type { SignUpStatus } from "@/lib/db/generated/enums";
import { type Caller, clientHash } from "../caller";
import { readVerification, type Verification } from "../verification/verification";

/** A sign-up attempt as stored in the database. It belongs to the client that started it. */
export type SignUpAttempt = {
  id: string;
  status: SignUpStatus;
  emailAddress: string;
  phoneNumber: string | null;
  createdUserId: string | null;
  createdSessionId: string | null;
  redirectUrl: string | null;
  verification: Verification;
};

/**
 * Finds a sign-up of the calling client. A sign-up of another client is not found, even if the caller knows its ID.
 *
 * @param signUpId a UUID
 */
export async function findSignUp(db: Db, signUpId: string, caller: Caller): Promise<SignUpAttempt | null> {
  const row = await db.signUp.findUnique({ where: { id: signUpId } });
  const verification = row && (await readVerification(db, row.verificationId, caller));
  return row && verification?.ownClient ? { ...row, verification } : null;
}

/** Returns the ID of the client's newest sign-up, or `null`. */
export async function newestSignUpId(db: Db, caller: Caller): Promise<string | null> {
  const newest = await db.signUp.findFirst({
    where: { verification: { clientHash: clientHash(caller) } },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return newest?.id ?? null;
}
