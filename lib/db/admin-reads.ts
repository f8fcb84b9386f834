import { globalSingleton } from "@/lib/global-singleton";
import { ConcurrencyLimit } from "@/lib/jobs/concurrency-limit";
import { database } from "./client";
import type { PrismaClient } from "./generated/client";

/** How many connections of the pool these reads may use. The others remain for users and workers. */
const MAX_CONCURRENT = 3;

const limit = globalSingleton("admin-reads", () => new ConcurrencyLimit(MAX_CONCURRENT));

/**
 * Reads a list or a count for admins or the backend API, which can take long in a large database. At most
 * three such reads of a process run at the same time, however many pages are loaded.
 *
 * @param read uses one connection at a time, and calls no function that itself uses `readForAdmins`
 */
export function readForAdmins<T>(read: (db: PrismaClient) => Promise<T>): Promise<T> {
  return limit.run(async () => read(await database()));
}
