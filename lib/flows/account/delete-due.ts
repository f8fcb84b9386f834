import { type Actor, SYSTEM_REQUEST } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/errors";
import { log } from "@/lib/log";
import { enqueueNotice, localeOf, verifiedAddressesOf } from "../security-notices";
import { deleteUserData } from "../users/delete";

/** Maximum number of accounts deleted per run. The rest waits for the next run. */
const BATCH = 100;

const LATCHKEY: Actor = {
  by: "latchkey",
  userId: null,
  metadata: SYSTEM_REQUEST,
};

/**
 * Deletes an account and notifies each of its verified addresses.
 *
 * @returns the result of `deleteUserData`
 */
export async function deleteAccountAndNotify(tx: Db, userId: string, actor: Actor): Promise<Result> {
  const addresses = await verifiedAddressesOf(tx, userId);
  const locale = await localeOf(tx, userId);
  const erased = await deleteUserData(tx, userId, actor);
  if (erased.ok) await enqueueNotice(tx, addresses, locale, { template: "account-deleted", values: {} });
  return erased;
}

/**
 * Deletes the accounts whose grace period has ended. Concurrent instances delete different accounts. A failed deletion
 * is logged and does not block the others.
 *
 * @returns the number of deleted accounts
 */
export async function eraseDueAccounts(): Promise<number> {
  const db = await database();
  const due = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "User" WHERE "deletionDueAt" <= now() ORDER BY "deletionDueAt" LIMIT ${BATCH}`;
  let erased = 0;
  for (const { id } of due) {
    try {
      if (await inTransaction((tx) => eraseIfDue(tx, id))) erased += 1;
    } catch (error) {
      log.error({ event: "account.erase_failed", userId: id, err: error });
    }
  }
  return erased;
}

/** Deletes an account unless its user has signed in meanwhile. */
async function eraseIfDue(tx: Db, userId: string): Promise<boolean> {
  const [held] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "User" WHERE id = ${userId}::uuid AND "deletionDueAt" <= now() FOR UPDATE SKIP LOCKED`;
  return held !== undefined && (await deleteAccountAndNotify(tx, userId, LATCHKEY)).ok;
}
