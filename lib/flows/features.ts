import type { Actor } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import type { Result } from "@/lib/errors";
import * as FEATURE_FLOWS from "./feature-flows";

/** What an optional feature does when an account changes. */
type FlowFeature = {
  /** Returns an error if the user may not request the deletion of their account yet. */
  checkDeletion?: (db: Db, userId: string) => Promise<Result>;
  /** Removes the data of a user who is being deleted. Changes nothing if it returns an error. */
  deleteData?: (tx: Db, userId: string, actor: Actor) => Promise<Result>;
  /** Applies the consequences of a lock that an admin has set. */
  handleLock?: (tx: Db, userId: string, actor: Actor) => Promise<void>;
};

const FEATURES: FlowFeature[] = Object.values(FEATURE_FLOWS);

/** Returns the first error that prevents a user from requesting the deletion of their account. */
export async function checkDeletion(db: Db, userId: string): Promise<Result> {
  for (const feature of FEATURES) {
    const allowed = await feature.checkDeletion?.(db, userId);
    if (allowed?.ok === false) return allowed;
  }
  return { ok: true };
}

/**
 * Removes the data of all features of a user who is being deleted.
 *
 * @returns nothing; or the first error, for which the transaction must be rolled back
 */
export async function deleteFeatureData(tx: Db, userId: string, actor: Actor): Promise<Result> {
  for (const feature of FEATURES) {
    const deleted = await feature.deleteData?.(tx, userId, actor);
    if (deleted?.ok === false) return deleted;
  }
  return { ok: true };
}

/** Applies the consequences of a lock in all features. */
export async function lockUserInFeatures(tx: Db, userId: string, actor: Actor): Promise<void> {
  for (const feature of FEATURES) await feature.handleLock?.(tx, userId, actor);
}
