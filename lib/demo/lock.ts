import { type Actor, SYSTEM_REQUEST } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { DEMO_HASH_PART, DEMO_PASSWORD } from "@/lib/factors/password/demo-password";
import { verifyPassword } from "@/lib/factors/password/hash";
import { lockUser } from "@/lib/flows/users/lock";
import { withoutRequest } from "@/lib/jobs/requester";

const BY_LATCHKEY: Actor = { by: "latchkey", userId: null, metadata: SYSTEM_REQUEST };

/**
 * Locks every account whose password is the demo password, as an admin would. Hashes of that password share a salt, so
 * one statement finds them. Hashes of earlier versions have other salts: among these, only the accounts that the
 * migration and the seed recorded as demo accounts are verified.
 *
 * @returns the ids of the users it locked
 */
export async function lockDemoAccounts(): Promise<string[]> {
  const db = await database();
  const candidates = await db.$queryRaw<{ id: string; passwordHash: string; sharesSalt: boolean }[]>`
    SELECT id, "passwordHash", "passwordHash" LIKE ${`%${DEMO_HASH_PART}%`} AS "sharesSalt" FROM "User"
    WHERE "lockedAt" IS NULL AND "passwordHash" IS NOT NULL
      AND ("passwordHash" LIKE ${`%${DEMO_HASH_PART}%`} OR id IN (SELECT "userId" FROM "DemoAccount"))
    ORDER BY id`;
  const locked: string[] = [];
  for (const { id, passwordHash, sharesSalt } of candidates) {
    if (!sharesSalt && !(await verifyPassword(passwordHash, DEMO_PASSWORD, withoutRequest()))) continue;
    if ((await lockUser(id, BY_LATCHKEY)).ok) locked.push(id);
  }
  return locked;
}
