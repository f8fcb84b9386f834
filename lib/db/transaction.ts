import { type Db, database, Prisma } from "./client";

const TRIES = 3;
/** How long a transaction may wait for a connection, and how long it may take. */
const MAX_WAIT_MS = 5_000;
const TIMEOUT_MS = 10_000;

/** Prisma's code for a write conflict or deadlock: the whole transaction may simply be tried again. */
const CONFLICT = "P2034";
/** Prisma's code for whatever else went wrong in a raw statement, and PostgreSQL's own for the same two. */
const RAW_FAILURE = "P2010";
const CONFLICT_STATES = ["40001", "40P01"];

function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  if (error.code === CONFLICT) return true;
  const said = JSON.stringify(error.meta ?? {});
  return error.code === RAW_FAILURE && CONFLICT_STATES.some((state) => said.includes(`"${state}"`));
}

/** What is to be done once each transaction has committed. */
const followUps = new WeakMap<Db, (() => void)[]>();

/**
 * Does something once a transaction of `inTransaction` has committed, and never if it does not. Outside of one it is done
 * at once.
 */
export function afterCommit(tx: Db, followUp: () => void): void {
  const waiting = followUps.get(tx);
  if (waiting) waiting.push(followUp);
  else followUp();
}

async function once<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  const db = await database();
  const waiting: (() => void)[] = [];
  const noted = (tx: Db) => {
    followUps.set(tx, waiting);
    return work(tx);
  };
  const done = await db.$transaction(noted, { maxWait: MAX_WAIT_MS, timeout: TIMEOUT_MS });
  for (const followUp of waiting) followUp();
  return done;
}

/**
 * Does work in one transaction: all of it or nothing. Tried again after a deadlock or write conflict, so the work must
 * touch nothing but the database.
 *
 * @param work uses only the transaction it is given: the embedded database has a single connection
 */
export async function inTransaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await once(work);
    } catch (error) {
      if (!isConflict(error) || left === 0) throw error;
    }
  }
}
