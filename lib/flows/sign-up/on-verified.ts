import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { emitUserCreated } from "@/lib/events/user-events";
import { findAccount, lockIdentifier, lockUserRow } from "../accounts";
import { type Caller, clientHash } from "../caller";
import { completeFirstFactor, type SignInOutcome } from "../sign-in/complete-first-factor";
import { lockFreeUsername, pathAfterTakenUsername } from "../usernames/username";
import type { VerificationHandler } from "../verification/handler";
import type { Verification } from "../verification/verification";
import { IS_VOID } from "../verification/void";
import { explainRejection } from "./explain-rejection";
import { admitSignUp } from "./restrictions";

type Claimed = {
  id: string;
  emailAddress: string;
  phoneNumber: string | null;
  username: string | null;
  passwordHash: string | null;
  redirectUrl: string | null;
};

/**
 * Creates the user of a sign-up whose address is verified. Deletes the unverified entries of that address in other
 * accounts; other sign-ups with the address can no longer complete. If the same client requested and verified, the user
 * is signed in immediately.
 *
 * @returns `null` if the address belongs to another user by now, or may no longer sign up
 */
export const handleSignUpVerified: VerificationHandler = async (tx, verification, caller) => {
  const signUp = await claim(tx, verification.id);
  if (signUp === null) return null;
  const created = await createUser(tx, signUp, verification, caller);
  if (created === null) {
    await tx.signUp.update({ where: { id: signUp.id }, data: { status: "abandoned", passwordHash: null } });
    return null;
  }
  const { userId, isUsernameTaken: isTaken } = created;
  const redirectUrl = isTaken ? pathAfterTakenUsername(signUp.redirectUrl) : signUp.redirectUrl;
  await tx.signUp.update({
    where: { id: signUp.id },
    data: {
      createdUserId: userId,
      passwordHash: null,
      ...(isTaken && { username: null, redirectUrl }),
    },
  });
  await recordEvent(tx, caller.metadata, {
    type: "sign_up.completed",
    outcome: "success",
    userId,
    details: { signUpId: signUp.id },
  });
  await emitUserCreated(tx, userId);
  const outcome = verification.ownClient ? await enterFirst(tx, signUp.id, caller) : null;
  return { attemptId: signUp.id, outcome, redirectUrl };
};

async function claim(tx: Db, verificationId: string): Promise<Claimed | null> {
  const [row] = await tx.$queryRaw<Claimed[]>`
    UPDATE "SignUp" SET status = 'complete'
    WHERE "verificationId" = ${verificationId}::uuid AND status = 'missing_requirements'
    RETURNING id, "emailAddress", "phoneNumber", username, "passwordHash", "redirectUrl"`;
  return row ?? null;
}

/**
 * Creates the user, or returns `null` if the address is taken or may no longer sign up. Of two concurrent verifications
 * of an address, the second finds it taken. An invitation to the address is consumed. A user whose username is taken is
 * created without one.
 */
async function createUser(
  tx: Db,
  { emailAddress, phoneNumber, username, passwordHash }: Claimed,
  verification: Verification,
  caller: Caller,
): Promise<{ userId: string; isUsernameTaken: boolean } | null> {
  const { metadata } = caller;
  const { locale } = metadata;
  await lockIdentifier(tx, emailAddress);
  if ((await findAccount(tx, { kind: "email", value: emailAddress })) !== null) return null;
  const admitted = await admitSignUp(tx, emailAddress);
  if (admitted.rejection !== null) {
    await explainRejection(tx, { emailAddress, verification }, admitted.rejection, caller);
    return null;
  }
  // Usernames that were chosen before the setting was turned off are dropped.
  const wanted = config().usernames ? username : null;
  const isTaken = wanted !== null && !(await lockFreeUsername(tx, wanted));
  const [user] = await tx.$queryRaw<[{ id: string }]>`
    INSERT INTO "User" ("passwordHash", "passwordChangedAt", locale, username)
    VALUES (${passwordHash}, CASE WHEN ${passwordHash}::text IS NOT NULL THEN now() END, ${locale},
            ${isTaken ? null : wanted}) RETURNING id`;
  await tx.$executeRaw`
    INSERT INTO "EmailAddress" ("userId", address, "isPrimary", "verifiedAt")
    VALUES (${user.id}::uuid, ${emailAddress}, true, now())`;
  if (phoneNumber !== null) {
    await tx.phoneNumber.create({ data: { userId: user.id, number: phoneNumber } });
  }
  await tx.emailAddress.deleteMany({ where: { address: emailAddress, verifiedAt: null } });
  const { invitationId } = admitted;
  if (invitationId !== null) {
    const details = { invitationId };
    await recordEvent(tx, metadata, {
      type: "invitation.accepted",
      outcome: "success",
      userId: user.id,
      details,
    });
  }
  return { userId: user.id, isUsernameTaken: isTaken };
}

/**
 * Signs in the user who has just signed up, once.
 *
 * @returns `null` if that has happened already, the caller is another client, the time has expired, the account is
 *   locked or deleted, or the sign-up is void
 */
export async function enterFirst(tx: Db, signUpId: string, caller: Caller): Promise<SignInOutcome | null> {
  const created = await tx.signUp.findUnique({ where: { id: signUpId }, select: { createdUserId: true } });
  const user = await lockUserRow(tx, created?.createdUserId ?? null);
  if (user === null) return null;
  const [signUp] = await tx.$queryRaw<{ emailAddress: string; redirectUrl: string | null }[]>`
    SELECT s."emailAddress", s."redirectUrl" FROM "SignUp" s
    JOIN "User" u ON u.id = s."createdUserId" AND u."lockedAt" IS NULL
    JOIN "Verification" v ON v.id = s."verificationId"
    WHERE s.id = ${signUpId}::uuid AND s.status = 'complete' AND s."createdSessionId" IS NULL
      AND v."clientHash" = ${clientHash(caller)} AND v."expiresAt" > now() AND NOT ${IS_VOID}
    FOR UPDATE OF s`;
  if (!signUp) return null;
  const { emailAddress: identifier, redirectUrl } = signUp;
  // The user may have signed in elsewhere since, and added a second factor there.
  const outcome = await completeFirstFactor(
    tx,
    { user, attempt: { identifier, redirectUrl }, isExpected: true },
    caller,
  );
  if (outcome.status === "complete") {
    await tx.signUp.update({ where: { id: signUpId }, data: { createdSessionId: outcome.session.id } });
  }
  return outcome;
}
