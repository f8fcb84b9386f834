import { database } from "@/lib/db/client";
import type { VerificationMethod } from "@/lib/db/generated/enums";
import { failure, type Result } from "@/lib/errors";
import type { NewSession } from "@/lib/sessions/sessions";
import { lockUserRow } from "../accounts";
import { type Caller, clientHash } from "../caller";
import { applyPendingPassword } from "../password-reset/pending-password";
import { findAttempt, type SignInAttempt } from "../sign-in/attempt";
import { createSignInSession } from "../sign-in/complete-first-factor";
import type { VerificationHandler } from "../verification/handler";
import { IS_VOID } from "../verification/void";
import type { SecondFactorStrategy } from "./factors";
import { trustDevice } from "./trusted-devices";
import { attemptSecondFactorCode, consumeSecondFactorCode, type SecondFactorTarget } from "./verify";

/** A second factor of an attempt, and whether to trust this browser. */
export type SecondFactorAttempt = {
  signInId: string;
  strategy: SecondFactorStrategy;
  /** Six digits, or a backup code as typed. */
  code: string;
  trustDevice: boolean;
};

/** A verified second factor. */
export type SecondFactorPassed = {
  /** `null` after a password reset that does not sign in. */
  session: NewSession | null;
  redirectUrl: string | null;
  /** The method that verified the first factor; `null` for a password. */
  firstFactor: VerificationMethod | null;
};

/**
 * Verifies the second factor of an attempt whose first factor is verified. Of any number of concurrent attempts, one
 * creates a session.
 *
 * @returns the session, if one is created, and the redirect URL; or the errors of `consumeSecondFactorCode` and of
 *   `attemptCode`, `resource_not_found` for another client's attempt, `client_state_invalid` for an attempt that is not
 *   pending for a second factor
 */
export async function attemptSecondFactor(
  input: SecondFactorAttempt,
  caller: Caller,
): Promise<Result<SecondFactorPassed>> {
  const attempt = await findAttempt(await database(), input.signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  if (!needsSecondFactor(attempt)) return failure("client_state_invalid");
  const { strategy, code } = input;
  const target = signInTarget(attempt, input.trustDevice, caller);
  const attempted =
    strategy === "phone_code"
      ? await attemptSmsCode(attempt, code, target, caller)
      : await consumeSecondFactorCode(attempt.userId, { strategy, code }, target, caller);
  if (!attempted.ok) return attempted;
  const { redirectUrl, verification } = attempt;
  return { ok: true, session: attempted.completed, redirectUrl, firstFactor: verification.method };
}

/** Whether an attempt is pending for a second factor. */
export function needsSecondFactor(attempt: SignInAttempt): attempt is SignInAttempt & { userId: string } {
  return attempt.status === "needs_second_factor" && attempt.userId !== null && !attempt.verification.ended;
}

/** Returns the completion of an attempt: creates its session and sets its pending new password, if there is one. */
export function signInTarget(
  attempt: SignInAttempt & { userId: string },
  trusts: boolean,
  caller: Caller,
): SecondFactorTarget<NewSession | null> {
  const { id, userId, newPasswordHash } = attempt;
  return {
    lock: async (tx) => {
      const user = await lockUserRow(tx, userId);
      const [waiting] = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM "SignIn" s
        JOIN "Verification" v ON v.id = s."verificationId" AND v."expiresAt" > now()
          AND v."clientHash" = ${clientHash(caller)}
        JOIN "User" u ON u.id = s."userId" AND u."lockedAt" IS NULL AND NOT ${IS_VOID}
        WHERE s.id = ${id}::uuid AND s.status = 'needs_second_factor' FOR UPDATE OF s`;
      if (user === null || waiting === undefined) return null;
      return async () => {
        await tx.signIn.update({ where: { id }, data: { status: "complete", newPasswordHash: null } });
        const session =
          newPasswordHash === null
            ? await createSignInSession(
                tx,
                { user, attempt: { signInId: id }, withSecondFactor: true },
                caller,
              )
            : await applyPendingPassword(tx, attempt, user, newPasswordHash, caller);
        if (trusts) await trustDevice(tx, userId, caller);
        return session;
      };
    },
  };
}

/** Verifies the code of an SMS. It has a separate attempt count: a few wrong codes revoke it. */
async function attemptSmsCode(
  attempt: SignInAttempt & { userId: string },
  code: string,
  target: SecondFactorTarget<NewSession | null>,
  caller: Caller,
): Promise<Result<{ completed: NewSession | null }>> {
  const { secondVerificationId: verificationId } = attempt;
  if (verificationId === null) return failure("client_state_invalid");
  const handleVerified: VerificationHandler = async (tx) => {
    const complete = await target.lock(tx);
    if (complete === null) return null;
    const session = await complete();
    const outcome = session && ({ status: "complete", session } as const);
    return { attemptId: attempt.id, outcome, redirectUrl: null };
  };
  const attempted = await attemptSecondFactorCode(
    attempt.userId,
    { verificationId, code },
    caller,
    handleVerified,
  );
  if (!attempted.ok) return attempted;
  const { outcome } = attempted.next;
  return { ok: true, completed: outcome?.status === "complete" ? outcome.session : null };
}
