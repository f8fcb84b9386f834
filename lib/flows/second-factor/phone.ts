import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { maskPhoneNumber } from "@/lib/identifiers/phone";
import { deliveryAvailable } from "@/lib/notifications/outbox";
import type { CurrentSession } from "@/lib/sessions/find";
import { getRecentlyAuthenticatedSession, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { isKnownClient } from "../known-clients";
import { checkRateLimits } from "../limits/check";
import { sessionMessageLimits } from "../limits/messages";
import { requestLimits } from "../limits/requests";
import { attemptCode } from "../verification/attempt-code";
import type { VerificationHandler } from "../verification/handler";
import { sendVerification } from "../verification/send";
import { createVerification, findVerification } from "../verification/verification";
import { changeSecondFactors, type FactorsChanged, finalizeFactorChange, sessionForSetup } from "./change";
import { removeOrphanedBackupCodes } from "./factors";
import { verificationRequestTo } from "./prepare";

/**
 * Sends a code to a verified number of the caller, to make it a second factor.
 *
 * @param input a number of the caller
 * @returns the verification's id; or `resource_not_found`, `client_state_invalid` for an unverified number or one that
 *   is already a second factor, `too_many_requests`, `delivery_unavailable`, or the errors of `sessionForSetup`
 */
export async function beginSecondFactorPhone(
  input: { phoneNumberId: string },
  caller: Caller,
): Promise<Result<{ verificationId: string }>> {
  const found = await sessionForSetup(caller);
  if (!found.ok) return found;
  if (!deliveryAvailable("sms")) return failure("delivery_unavailable");
  const { id: sessionId, user } = found.session;
  const db = await database();
  const phone = await db.phoneNumber.findFirst({ where: { id: input.phoneNumberId, userId: user.id } });
  if (phone === null) return failure("resource_not_found");
  if (phone.verifiedAt === null || phone.secondFactorAt !== null) return failure("client_state_invalid");
  const within = await checkRateLimits(db, caller.metadata, [
    ...requestLimits.factorSetups(user.id),
    ...sessionMessageLimits(user.id, phone.number),
  ]);
  if (!within.ok) return within;
  // An app can send any client token with a session.
  const known = { isKnownClient: await isKnownClient(db, user.id, caller) };
  const { id, number } = phone;
  const verificationId = await inTransaction(async (tx) => {
    const subject = { purpose: "second_factor", userId: user.id, sessionId } as const;
    const opened = await createVerification(tx, subject, caller);
    await sendVerification(
      tx,
      opened,
      verificationRequestTo({ id, number, masked: maskPhoneNumber(number) }),
      known,
      caller,
    );
    return opened;
  });
  return { ok: true, verificationId };
}

/**
 * Makes a number a second factor after verifying the code that was sent to it.
 *
 * @returns the changed session and any backup codes; or `resource_not_found`, or the errors of `attemptCode` and
 *   `sessionForSetup`
 */
export async function confirmSecondFactorPhone(
  input: { verificationId: string; code: string },
  caller: Caller,
): Promise<Result<FactorsChanged>> {
  const found = await sessionForSetup(caller);
  if (!found.ok) return found;
  const { session } = found;
  const verification = await findVerification(await database(), input.verificationId, caller);
  if (verification?.purpose !== "second_factor" || verification.sessionId !== session.id) {
    return failure("resource_not_found");
  }
  let backupCodes: string[] | null = null;
  const handleVerified: VerificationHandler = async (tx, { phoneNumberId, destination }) => {
    if (!(await lockCurrentSession(tx, caller)) || !(await makeSecondFactor(tx, session, phoneNumberId)))
      return null;
    const changed = await finalizeFactorChange(
      tx,
      session,
      {
        type: "second_factor.phone_number_added",
        change: "second_factor_phone_added",
        masked: maskPhoneNumber(destination ?? ""),
        bringsBackupCodes: !session.hasSecondFactor,
        proven: true,
      },
      caller,
    );
    if (changed === null) return null;
    backupCodes = changed.backupCodes;
    return { attemptId: null, outcome: { status: "complete", session: changed.session }, redirectUrl: null };
  };
  const attempted = await attemptCode(
    input,
    { account: session.user.id, identifier: session.user.id, isKnownClient: true },
    caller,
    handleVerified,
  );
  if (!attempted.ok) return attempted;
  const { outcome } = attempted.next;
  if (outcome?.status !== "complete") return failure("client_state_invalid");
  return { ok: true, session: outcome.session, backupCodes };
}

async function makeSecondFactor(
  tx: Db,
  { user }: CurrentSession,
  phoneNumberId: string | null,
): Promise<boolean> {
  const made = await tx.$executeRaw`
    UPDATE "PhoneNumber" SET "secondFactorAt" = now()
    WHERE id = ${phoneNumberId}::uuid AND "userId" = ${user.id}::uuid
      AND "verifiedAt" IS NOT NULL AND "secondFactorAt" IS NULL`;
  return made > 0;
}

/**
 * Removes a number from the second factors. The number stays on the account.
 *
 * @returns the changed session and the number; or `resource_not_found`, `fresh_proof_required`,
 *   `authentication_invalid`, `session_pending`
 */
export async function removeSecondFactorPhone(
  input: { phoneNumberId: string },
  caller: Caller,
): Promise<Result<FactorsChanged & { number: string }>> {
  const found = await getRecentlyAuthenticatedSession(caller);
  if (!found.ok) return found;
  const userId = found.session.user.id;
  let number = "";
  const changed = await changeSecondFactors(
    found.session,
    async (tx) => {
      const [phone] = await tx.$queryRaw<{ number: string }[]>`
        UPDATE "PhoneNumber" SET "secondFactorAt" = NULL
        WHERE id = ${input.phoneNumberId}::uuid AND "userId" = ${userId}::uuid AND "secondFactorAt" IS NOT NULL
        RETURNING number`;
      if (!phone) return failure("resource_not_found");
      number = phone.number;
      await removeOrphanedBackupCodes(tx, userId);
      return {
        ok: true,
        type: "second_factor.phone_number_removed",
        change: "second_factor_phone_removed",
        masked: maskPhoneNumber(phone.number),
        proven: false,
      };
    },
    caller,
  );
  return changed.ok ? { ...changed, number } : changed;
}
