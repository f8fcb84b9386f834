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
  username: string | null;
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
  const read = () => db.signUp.findUnique({ where: { id: signUpId } });
  const first = await read();
  const verification = first && (await readVerification(db, first.verificationId, caller));
  if (!first || !verification?.ownClient) return null;
  // Both rows change in one transaction, which may have committed between the two statements.
  const isOutdated = verification.verifiedAt !== null && first.createdUserId === null;
  const row = isOutdated ? ((await read()) ?? first) : first;
  return { ...row, verification };
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
