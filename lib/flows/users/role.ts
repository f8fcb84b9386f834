import { type Actor, recordActorEvent } from "@/lib/audit";
import { inTransaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/errors";
import { revokeSignUpInvitationsOf } from "../sign-up-invitations/revoke";
import { userExists, userNotFound } from "./read";

/**
 * Makes a user an admin from the next request. Changes nothing for an admin.
 *
 * @param userId a UUID
 * @returns nothing; or `resource_not_found`
 */
export function makeAdministrator(userId: string, actor: Actor): Promise<Result> {
  return setRole(userId, "admin", actor);
}

/**
 * Removes the admin role of a user from the next request. Revokes the invitations to sign up that the user has sent.
 *
 * @param userId a UUID
 * @returns nothing; or `resource_not_found`
 */
export function removeAdministrator(userId: string, actor: Actor): Promise<Result> {
  return setRole(userId, "user", actor);
}

async function setRole(userId: string, role: "admin" | "user", actor: Actor): Promise<Result> {
  return inTransaction(async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE "User" SET role = ${role}::"Role", "updatedAt" = now()
      WHERE id = ${userId}::uuid AND role <> ${role}::"Role"`;
    if (changed === 0) return (await userExists(tx, userId)) ? { ok: true } : userNotFound();
    if (role !== "admin") await revokeSignUpInvitationsOf(tx, userId, actor);
    const type = role === "admin" ? "user.made_administrator" : "user.administrator_removed";
    await recordActorEvent(tx, actor, { type, userId });
    return { ok: true };
  });
}
