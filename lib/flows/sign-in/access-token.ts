import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { atField, failure, type Result } from "@/lib/errors";
import { consumeLink, findLink } from "@/lib/factors/link/consume";
import { hashPassword, verifyPassword } from "@/lib/factors/password/hash";
import { checkNewPassword, passwordContext } from "@/lib/factors/password/policy";
import { wakeOutbox } from "@/lib/messages/outbox";
import { type Caller, requesterOf } from "../caller";
import { limits, tooManyRequests, withinLimits } from "../limits";
import type { PasswordChange } from "../new-password";
import { isWaiting, markVerified, PROOF_TTL_SECONDS, readVerification } from "../verification/row";
import { setPassword } from "./set-password";

const FIELD = { paramName: "accessToken" };

/** A reset that an access token stands for. */
type Granted = {
  signInId: string;
  verificationId: string;
  userId: string;
  identifier: string;
  passwordHash: string | null;
};

/**
 * Sets a new password by the access token of a link that leads to a page of somebody's own. It makes no session: whoever
 * opened the link need not be who asked for it. A refused password does not spend the token.
 *
 * @returns nothing more; or `verification_failed`, `verification_expired` or `verification_already_verified` at
 *   `accessToken`, an error of the password policy or `form_password_same_as_current` at `newPassword`, `too_many_requests`
 */
export async function resetByAccessToken(
  { accessToken, newPassword }: { accessToken: string; newPassword: string },
  caller: Caller,
): Promise<Result> {
  const db = await database();
  const { attemptsFrom, newPasswordsFrom } = limits;
  const asked = [attemptsFrom(caller.facts), newPasswordsFrom(caller.facts)];
  const room = await withinLimits(db, caller.facts, asked);
  if (!room.allowed) return tooManyRequests(room.retryAfterSeconds);
  const read = await readToken(db, accessToken, caller);
  if (!read.ok) return read;
  const { granted } = read;
  const requester = requesterOf(caller.facts, true);
  const checked = await checkNewPassword(newPassword, passwordContext(granted.identifier), requester);
  if ("errors" in checked) return atField(checked, "password", "newPassword");
  if (granted.passwordHash && (await verifyPassword(granted.passwordHash, checked.password, requester))) {
    return failure("form_password_same_as_current", { paramName: "newPassword" });
  }
  const change = {
    passwordHash: await hashPassword(checked.password, requester),
    signOutOfOtherSessions: config().passwordReset.signOutOthers,
  };
  const isSet = await inTransaction((tx) => complete(tx, accessToken, granted, change, caller));
  if (!isSet) return failure("verification_already_verified", FIELD, { key: "link_used" });
  wakeOutbox();
  return { ok: true };
}

/** Only a link that was sent to lead elsewhere is taken: any other asks for the client, or the number, it was sent with. */
async function readToken(db: Db, token: string, caller: Caller): Promise<Result<{ granted: Granted }>> {
  const link = await findLink(db, token);
  const verification = link && (await readVerification(db, link.verificationId, caller));
  if (!link?.isAccessToken || verification?.purpose !== "reset_password")
    return failure("verification_failed", FIELD, { key: "link_failed" });
  if (link.status === "used") return failure("verification_already_verified", FIELD, { key: "link_used" });
  if (link.status !== "alive") return failure("verification_expired", FIELD, { key: "link_expired" });
  const granted = isWaiting(verification) ? await readGranted(db, verification.id) : null;
  return granted === null
    ? failure("verification_failed", FIELD, { key: "link_failed" })
    : { ok: true, granted: { ...granted, verificationId: verification.id } };
}

async function readGranted(db: Db, verificationId: string) {
  const [row] = await db.$queryRaw<Omit<Granted, "verificationId">[]>`
    SELECT s.id AS "signInId", s.identifier, u.id AS "userId", u."passwordHash"
    FROM "SignIn" s JOIN "User" u ON u.id = s."userId" AND u."lockedAt" IS NULL
    WHERE s."verificationId" = ${verificationId}::uuid AND s.status = 'needs_first_factor'`;
  return row ?? null;
}

/** Of any number of tries at once, one spends the link. */
async function complete(
  tx: Db,
  token: string,
  { signInId, verificationId, userId }: Granted,
  change: PasswordChange,
  caller: Caller,
): Promise<boolean> {
  if (!(await consumeLink(tx, token))) return false;
  if (!(await markVerified(tx, verificationId, PROOF_TTL_SECONDS, caller))) return false;
  const claimed = await tx.$executeRaw`
    UPDATE "SignIn" s SET status = 'complete', "firstFactorVerifiedAt" = now() FROM "User" u
    WHERE s.id = ${signInId}::uuid AND s.status = 'needs_first_factor' AND u.id = s."userId" AND u."lockedAt" IS NULL`;
  if (claimed === 0) return false;
  const reset = { ...change, userId, signInId, by: "access_token" } as const;
  await setPassword(tx, reset, async () => ({ sessionId: null }), caller);
  return true;
}
