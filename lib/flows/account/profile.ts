import { recordEvent } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/errors";
import { emitUserUpdated } from "@/lib/events/user-events";
import type { CurrentSession } from "@/lib/sessions/find";
import { getActiveSession } from "../active-session";
import type { Caller } from "../caller";
import { identifiersOf, type OwnIdentifier } from "../identifiers/read";

/** The profile of a user, as the user sees it. */
export type Profile = {
  id: string;
  name: string | null;
  username: string | null;
  isAdmin: boolean;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  createdAt: Date;
  emailAddresses: OwnIdentifier[];
  phoneNumbers: OwnIdentifier[];
};

/**
 * Returns the caller's profile, with all addresses and numbers.
 *
 * @returns the profile; or `authentication_invalid`, `session_pending`
 */
export async function readProfile(caller: Caller): Promise<Result<{ profile: Profile }>> {
  const found = await getActiveSession(caller);
  return found.ok ? { ok: true, profile: await profileOf(found.session) } : found;
}

/** Returns the profile of the session's user, with all addresses and numbers. */
export async function profileOf({ user, hasSecondFactor }: CurrentSession): Promise<Profile> {
  const { id, isAdmin } = user;
  const db = await database();
  const row = await db.user.findUniqueOrThrow({ where: { id } });
  const { name, username, createdAt, passwordHash } = row;
  const hasPassword = passwordHash !== null;
  const own = { id, name, username, isAdmin, hasPassword, hasSecondFactor, createdAt };
  return { ...own, ...(await identifiersOf(id)) };
}

/**
 * Updates the caller's profile.
 *
 * @param change the name; `null` removes it
 * @returns nothing; or `authentication_invalid`, `session_pending`
 */
export async function updateProfile(change: { name: string | null }, caller: Caller): Promise<Result> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const userId = found.session.user.id;
  await inTransaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { name: change.name } });
    await emitUserUpdated(tx, userId, "name_changed");
    await recordEvent(tx, caller.metadata, { type: "user.updated", outcome: "success", userId });
  });
  return { ok: true };
}
