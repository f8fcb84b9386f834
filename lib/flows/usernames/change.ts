import { type Actor, recordActorEvent, recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitUserUpdated } from "@/lib/events/user-events";
import { getRecentlyAuthenticatedSession, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { notifyAccountChange } from "../security-notices";
import { userNotFound } from "../users/read";
import { voidAttempts } from "../verification/void";
import { lockFreeUsername, readNewUsername, usernameTaken } from "./username";

/** The result of a change: the old value, and what was done. */
type Changed = "unchanged" | { change: "username_changed" | "username_removed"; about: string };

/**
 * Sets, changes or removes the username of the caller. A changed or removed one no longer signs in, and attempts that
 * were started with it are void. Notifies every verified address.
 *
 * @param typed the username as typed; `null` removes it
 * @returns nothing; or `form_param_format_invalid`, `form_identifier_exists` for a username of another user,
 *   `last_identifier` for a user without a verified address or number, `too_many_requests`, `fresh_proof_required`,
 *   `authentication_invalid`, `session_pending`
 */
export async function changeUsername(typed: string | null, caller: Caller): Promise<Result> {
  const found = await getRecentlyAuthenticatedSession(caller);
  if (!found.ok) return found;
  const userId = found.session.user.id;
  const read = typed === null ? { username: null } : readNewUsername(typed);
  if ("error" in read) return { ok: false, errors: [read.error] };
  const limits = requestLimits.identifierChanges(userId);
  const within = await checkRateLimits(await database(), caller.metadata, limits, { paramName: "username" });
  if (!within.ok) return within;
  return inTransaction<Result>(async (tx) => {
    if (!(await lockCurrentSession(tx, caller))) return failure("authentication_invalid");
    const stored = await storeUsername(tx, userId, read.username);
    if (!stored.ok) return stored;
    const { changed } = stored;
    if (changed === "unchanged") return { ok: true };
    const { change, about } = changed;
    await notifyAccountChange(tx, userId, { change, masked: about }, caller);
    await recordEvent(tx, caller.metadata, { type: EVENT[change], outcome: "success", userId });
    return { ok: true };
  });
}

const EVENT = { username_changed: "username.changed", username_removed: "username.removed" } as const;

/**
 * Sets, changes or removes the username of a user for an actor who vouches for it. Sends no notice.
 *
 * @param userId a UUID
 * @param username a value of `readNewUsername`; `null` removes it
 * @returns nothing; or `resource_not_found`, `form_identifier_exists`, `last_identifier`
 */
export async function setUsername(
  tx: Db,
  userId: string,
  username: string | null,
  actor: Actor,
): Promise<Result> {
  const stored = await storeUsername(tx, userId, username);
  if (!stored.ok) return stored;
  if (stored.changed !== "unchanged") {
    await recordActorEvent(tx, actor, { type: EVENT[stored.changed.change], userId });
  }
  return { ok: true };
}

async function storeUsername(
  tx: Db,
  userId: string,
  username: string | null,
): Promise<Result<{ changed: Changed }>> {
  // Serializes this change and that of addresses and numbers, which together must leave a sign-in method.
  const [user] = await tx.$queryRaw<{ username: string | null; hasContact: boolean }[]>`
    SELECT u.username, EXISTS (SELECT 1 FROM "EmailAddress" e WHERE e."userId" = u.id AND e."verifiedAt" IS NOT NULL)
        OR EXISTS (SELECT 1 FROM "PhoneNumber" p WHERE p."userId" = u.id AND p."verifiedAt" IS NOT NULL) AS "hasContact"
    FROM "User" u WHERE u.id = ${userId}::uuid FOR UPDATE`;
  if (!user) return userNotFound();
  const { username: before, hasContact } = user;
  if (before === username) return { ok: true, changed: "unchanged" };
  if (username === null && !hasContact) return failure("last_identifier");
  if (username !== null && !(await lockFreeUsername(tx, username))) return usernameTaken();
  await tx.user.update({ where: { id: userId }, data: { username } });
  if (before !== null) await voidAttempts(tx, userId);
  const change = username === null ? "username_removed" : "username_changed";
  await emitUserUpdated(tx, userId, change);
  return { ok: true, changed: { change, about: username ?? before ?? "" } };
}
