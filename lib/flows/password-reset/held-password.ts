import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { SignInAttempt } from "@/lib/flows/sign-in/attempt";
import { awaitSecondFactor, type SignInOutcome } from "@/lib/flows/sign-in/complete-first-factor";
import type { PasswordChange } from "../apply-password-change";
import type { Caller } from "../caller";
import { finalizePasswordReset } from "./finalize";

/**
 * Stores the new password of a reset until the second factor of that reset is verified: access to a mailbox or a phone
 * alone must not replace a password (ASVS 6.4.3, NIST SP 800-63B-4 §4.2). If the attempt expires first, nothing has
 * changed. A trusted browser must verify it too, because a new password revokes its trust.
 *
 * @param tx the transaction in which the reset was claimed
 */
export async function holdPassword(
  tx: Db,
  signInId: string,
  { passwordHash: newPasswordHash, signOutOfOtherSessions: signOutOthers }: PasswordChange,
): Promise<SignInOutcome> {
  await tx.signIn.update({ where: { id: signInId }, data: { newPasswordHash, signOutOthers } });
  return { status: "needs_second_factor", signInId: await awaitSecondFactor(tx, signInId) };
}

/**
 * Sets the stored password of a reset whose second factor is verified.
 *
 * @param tx the transaction in which the second factor was consumed
 * @param openSession creates the session that signs the user in
 * @returns the result of `openSession`, or `null` if the reset creates no session: by access token, or with
 *   `AFTER_PASSWORD_RESET=sign-in`
 */
export async function setHeldPassword<Opened extends { id: string }>(
  tx: Db,
  { id: signInId, userId, signOutOthers, verification }: SignInAttempt & { userId: string },
  passwordHash: string,
  openSession: () => Promise<Opened>,
  caller: Caller,
): Promise<Opened | null> {
  const byAccessToken = await isByAccessToken(tx, verification.id);
  const signsIn = config().passwordReset.next === "session" && !byAccessToken;
  const reset = { userId, signInId, passwordHash, signOutOfOtherSessions: signOutOthers };
  const { session } = await finalizePasswordReset(
    tx,
    byAccessToken ? { ...reset, by: "access_token" } : reset,
    async () => {
      const session = signsIn ? await openSession() : null;
      return { session, sessionId: session?.id ?? null };
    },
    caller,
  );
  return session;
}

async function isByAccessToken(tx: Db, verificationId: string): Promise<boolean> {
  const consumed = { verificationId, isAccessToken: true, consumedAt: { not: null } };
  return (await tx.link.count({ where: consumed })) > 0;
}
