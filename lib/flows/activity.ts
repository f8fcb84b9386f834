import { database } from "@/lib/db/client";
import { describeDevice } from "@/lib/messages/device";

/** Something that happened to an account, in words for its owner. */
export type Activity = { id: string; what: string; device: string; ipAddress: string | null; at: Date };

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
  "session.revoked success": "Another device was signed out",
};

/**
 * The latest security events of an account, newest first.
 *
 * @param limit how many at most
 */
export async function recentActivity(userId: string, limit: number): Promise<Activity[]> {
  const db = await database();
  const events = await db.auditEvent.findMany({
    where: { userId, type: { in: Object.keys(WORDS).map((key) => key.split(" ")[0] ?? "") } },
    orderBy: { createdAt: "desc" },
    take: limit,
  });
  return events.flatMap(({ id, type, outcome, userAgent, ipAddress, createdAt }) => {
    const what = WORDS[`${type} ${outcome}`];
    return what ? [{ id, what, device: describeDevice(userAgent), ipAddress, at: createdAt }] : [];
  });
}
