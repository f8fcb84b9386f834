import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { consumeLink, findLink } from "@/lib/factors/link/consume";
import { checkNewPassword, passwordContext } from "@/lib/factors/password/policy";
import { hasSecondFactor } from "@/lib/sessions/second-factor";
import { lockUserRow } from "../accounts";
import {
  applyPasswordChange,
  hashNewPassword,
  type PasswordChange,
  recordPasswordReset,
} from "../apply-password-change";
import { type Caller, clientHash, requesterOf } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { isPending, markVerified, PROOF_TTL_SECONDS, readVerification } from "../verification/verification";
import { IS_VOID } from "../verification/void";
import { storePendingPassword } from "./pending-password";

const FIELD = { paramName: "accessToken" };

/** The password reset that an access token authorizes. */
type Granted = {
  signInId: string;
  verificationId: string;
  userId: string;
  identifier: string;
};

/** The outcome of a reset by access token. `signInId` is an attempt of the client that sent the token. */
export type AccessTokenReset = { status: "complete" } | { status: "needs_second_factor"; signInId: string };

/**
 * Sets a new password by the access token of a link. It creates no session, because the client that opens a link need
 * not be the one that requested it. For a user with a second factor the password is stored until the client that sent
 * the token has verified that factor. A rejected password does not consume the token.
 *
 * @returns the outcome; or `verification_failed`, `verification_expired` or `verification_already_verified` at
 *   `accessToken`, an error of the password policy, `form_password_same_as_current`,
 *   `too_many_requests`
 */
export async function resetByAccessToken(
  { accessToken, password }: { accessToken: string; password: string },
  caller: Caller,
): Promise<Result<AccessTokenReset>> {
  const db = await database();
  const read = await readToken(db, accessToken, caller);
  const limits = read.ok
    ? requestLimits.newPasswordsOf(read.granted.signInId)
    : requestLimits.attempts(caller.metadata);
  const within = await checkRateLimits(db, caller.metadata, limits);
  if (!within.ok) return within;
  if (!read.ok) return read;
  const { granted } = read;
  const requester = requesterOf(caller.metadata, true);
  const checked = await checkNewPassword(password, passwordContext(granted.identifier), requester);
  if ("errors" in checked) return { ok: false, errors: checked.errors };
  const hashed = await hashNewPassword(db, granted.userId, checked.password, requester);
  if (!hashed.ok) return hashed;
  const change = {
    passwordHash: hashed.passwordHash,
    signOutOfOtherSessions: config().passwordReset.signOutOthers,
  };
  const reset = await inTransaction((tx) => complete(tx, accessToken, granted, change, caller));
  if (reset === null) return failure("verification_already_verified", FIELD, { key: "link_used" });
  return { ok: true, ...reset };
}

/**
 * The state of an access token that a page may show: the identifier whose password it resets, or why it is rejected.
 */
export type AccessTokenView =
  | { state: "open"; identifier: string }
  | { state: "already_used" | "expired" | "failed" };

/** Reads the state of an access token. Reading changes nothing. */
export async function readAccessToken(token: string, caller: Caller): Promise<AccessTokenView> {
  const read = await readToken(await database(), token, caller);
  if (read.ok) return { state: "open", identifier: read.granted.identifier };
  const [{ code }] = read.errors;
  if (code === "verification_already_verified") return { state: "already_used" };
  return { state: code === "verification_expired" ? "expired" : "failed" };
}

/**
 * Accepts only a link with an access token. Any other link requires the client that requested it, or its match number.
 */
async function readToken(db: Db, token: string, caller: Caller): Promise<Result<{ granted: Granted }>> {
  const link = await findLink(db, token);
  const verification = link && (await readVerification(db, link.verificationId, caller));
  if (!link?.isAccessToken || verification?.purpose !== "reset_password")
    return failure("verification_failed", FIELD, { key: "link_failed" });
  if (link.status === "used") return failure("verification_already_verified", FIELD, { key: "link_used" });
  if (link.status !== "active") return failure("verification_expired", FIELD, { key: "link_expired" });
  const granted = isPending(verification) ? await readGranted(db, verification.id) : null;
  return granted === null
    ? failure("verification_failed", FIELD, { key: "link_failed" })
    : { ok: true, granted: { ...granted, verificationId: verification.id } };
}

async function readGranted(db: Db, verificationId: string) {
  const [row] = await db.$queryRaw<Omit<Granted, "verificationId">[]>`
    SELECT s.id AS "signInId", s.identifier, u.id AS "userId"
    FROM "SignIn" s JOIN "User" u ON u.id = s."userId" AND u."lockedAt" IS NULL
    WHERE s."verificationId" = ${verificationId}::uuid AND s.status = 'needs_first_factor'`;
  return row ?? null;
}

/**
 * Consumes the link and completes the reset. Safe under concurrency: only one caller succeeds, the others get `null`.
 */
async function complete(
  tx: Db,
  token: string,
  { signInId, verificationId, userId }: Granted,
  change: PasswordChange,
  caller: Caller,
): Promise<AccessTokenReset | null> {
  if (!(await consumeLink(tx, token))) return null;
  if ((await lockUserRow(tx, userId)) === null) return null;
  if (!(await markVerified(tx, verificationId, PROOF_TTL_SECONDS, caller))) return null;
  const claimed = await tx.$executeRaw`
    UPDATE "SignIn" s SET status = 'complete', "firstFactorVerifiedAt" = now() FROM "User" u, "Verification" v
    WHERE s.id = ${signInId}::uuid AND s.status = 'needs_first_factor' AND v.id = s."verificationId"
      AND u.id = s."userId" AND u."lockedAt" IS NULL AND NOT ${IS_VOID}`;
  if (claimed === 0) return null;
  if (await hasSecondFactor(tx, userId)) {
    await bindToCaller(tx, verificationId, caller);
    await storePendingPassword(tx, signInId, change);
    return { status: "needs_second_factor", signInId };
  }
  const sessionsRevoked = await applyPasswordChange(tx, userId, change, caller);
  const reset = {
    userId,
    signInId,
    sessionId: null,
    sessionsRevoked,
    signedOutOfOtherSessions: change.signOutOfOtherSessions,
    details: { by: "access_token" } as const,
  };
  await recordPasswordReset(tx, reset, caller);
  return { status: "complete" };
}

/**
 * Binds the verification to the client that sent the token: it continues. The client that requested the link has
 * verified nothing.
 */
async function bindToCaller(tx: Db, verificationId: string, caller: Caller): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Verification" SET "clientHash" = ${clientHash(caller)} WHERE id = ${verificationId}::uuid`;
}
