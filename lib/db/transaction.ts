import { setTimeout as wait } from "node:timers/promises";
import { type Db, database, Prisma } from "./client";

const MAX_ATTEMPTS = 5;
/** The longest pause before the first retry; it doubles with each. */
const RETRY_PAUSE_MS = 20;
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

/**
 * Runs work again after a deadlock or write conflict. The pauses are random, so that the same requests do not meet again.
 *
 * @param work touches nothing but the database
 */
export async function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error) || attempt === MAX_ATTEMPTS) throw error;
      await wait(Math.random() * RETRY_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
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

/** Whether this is a transaction of `inTransaction`, which is retried as a whole. */
export function isTransaction(db: Db): boolean {
  return followUps.has(db);
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
export function inTransaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  return retryOnConflict(() => once(work));
}
