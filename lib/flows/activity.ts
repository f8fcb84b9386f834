import { database } from "@/lib/db/client";
import { describeDevice } from "@/lib/messages/device";

/** Something that happened to an account, in words for its owner. */
export type Activity = {
  id: string;
  what: string;
  /** `null` where somebody else did it. */
  device: string | null;
  ipAddress: string | null;
  at: Date;
};

const WORDS: Record<string, string> = {
  "sign_in.password success": "Signed in with a password",
  "sign_in.password failure": "A wrong password was tried",
  "sign_in.first_factor success": "Signed in with a code or link",
  "sign_in.passkey success": "Signed in with a passkey",
  "sign_in.passkey failure": "A passkey was refused",
  "second_factor.attempted success": "Proved a second factor",
  "second_factor.attempted failure": "A wrong second factor was tried",
  "second_factor.totp_added success": "An authenticator app was set up",
  "second_factor.totp_removed success": "The authenticator app was removed",
  "second_factor.phone_number_added success": "Text messages became a second factor",
  "second_factor.phone_number_removed success": "Text messages are no second factor any more",
  "second_factor.passkey_added success": "A passkey was added",
  "second_factor.passkey_removed success": "A passkey was removed",
  "second_factor.backup_codes_replaced success": "New backup codes were made",
  "sign_in.code_attempted failure": "A wrong sign-in code was tried",
  "sign_up.completed success": "Signed up",
  "reset_password.requested success": "A password reset was asked for",
  "reset_password.code_attempted failure": "A wrong reset code was tried",
  "password_reset.completed success": "The password was reset",
  "password.changed success": "The password was changed",
  "email_address.verified success": "An email address was added",
  "email_address.made_primary success": "Another email address became the primary one",
  "email_address.removed success": "An email address was removed",
  "phone_number.verified success": "A phone number was added",
  "phone_number.made_primary success": "Another phone number became the primary one",
  "phone_number.removed success": "A phone number was removed",
  "session.ended success": "Signed out",
  "session.revoked success": "A device was signed out",
  "session.others_revoked success": "All other devices were signed out",
  "fresh_proof.password success": "Confirmed by password that it was you",
  "fresh_proof.password failure": "A wrong password was tried",
  "fresh_proof.code_attempted failure": "A wrong confirmation code was tried",
  "user.updated success": "The name was changed",
  "user.password_compromised success": "The password was found to be known to others",
  "user.second_factor_removed success": "Two-step verification was removed",
  "user.password_reset_asked success": "A new password was asked for",
  "user.sessions_revoked success": "Every device was signed out",
  "user.data_downloaded success": "A copy of your data was downloaded",
  "user.deletion_requested success": "The deletion of the account was asked for",
  "user.deletion_cancelled success": "The deletion of the account was called off",
  "organization.created success": "An organization was created",
  "organization.member_added success": "You joined an organization",
  "organization.member_removed success": "You were taken out of an organization",
  "organization.left success": "You left an organization",
  "organization.role_changed success": "Your role in an organization was changed",
};

/** Some of what happened, and the id of the last of it if there is more. */
export type ActivityPage = { entries: Activity[]; before: string | null };

type Row = {
  id: string;
  key: string;
  userAgent: string | null;
  ipAddress: string | null;
  at: Date;
  isOwn: boolean;
};

/**
 * The security events of an account, newest first. Where somebody else did it, nothing is told of their device.
 *
 * @param limit how many at most
 * @param before the id of an event of this account: only what happened before it
 */
export async function readActivity(
  userId: string,
  { limit, before = null }: { limit: number; before?: string | null },
): Promise<ActivityPage> {
  const db = await database();
  const rows = await db.$queryRaw<Row[]>`
    SELECT id, type || ' ' || outcome::text AS key, "userAgent", "ipAddress", "createdAt" AS at,
           "actorId" IS NOT DISTINCT FROM "userId" AS "isOwn"
    FROM "AuditEvent"
    WHERE "userId" = ${userId}::uuid AND type || ' ' || outcome::text = ANY (${Object.keys(WORDS)})
      AND (${before}::uuid IS NULL OR ("createdAt", id) < (
        SELECT last."createdAt", last.id FROM "AuditEvent" last
        WHERE last.id = ${before}::uuid AND last."userId" = ${userId}::uuid))
    ORDER BY "createdAt" DESC, id DESC LIMIT ${limit + 1}`;
  const shown = rows.slice(0, limit);
  return {
    entries: shown.map(inWords),
    before: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

function inWords({ id, key, userAgent, ipAddress, at, isOwn }: Row): Activity {
  const what = WORDS[key] ?? key;
  return isOwn
    ? { id, what, device: describeDevice(userAgent), ipAddress, at }
    : { id, what, device: null, ipAddress: null, at };
}
