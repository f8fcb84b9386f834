import { setTimeout as wait } from "node:timers/promises";
import { type Db, database, Prisma } from "./client";

const MAX_ATTEMPTS = 5;
/** The longest pause before the first retry. It doubles with each retry. */
const RETRY_PAUSE_MS = 20;
/** How long a transaction may wait for a connection, and how long it may take. */
const MAX_WAIT_MS = 10_000;
const TIMEOUT_MS = 15_000;

/** Prisma's code for a write conflict or deadlock. The whole transaction can be retried. */
const CONFLICT = "P2034";
/** Prisma's code for other failures of a raw statement, and PostgreSQL's codes for write conflicts and deadlocks. */
const RAW_FAILURE = "P2010";
const CONFLICT_STATES = ["40001", "40P01"];

function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  if (error.code === CONFLICT) return true;
  const said = JSON.stringify(error.meta ?? {});
  return error.code === RAW_FAILURE && CONFLICT_STATES.some((state) => said.includes(`"${state}"`));
}

/**
 * Retries work after a deadlock or write conflict. The pauses are random, so that the same requests do not conflict
 * again.
 *
 * @param work must have no effects outside the database
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

/** The functions to call after each transaction has committed. */
const followUps = new WeakMap<Db, (() => void)[]>();

/**
 * Calls a function after a transaction of `inTransaction` has committed, and not if it rolls back. Outside such a
 * transaction it is called immediately.
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
 * Runs work in one transaction. It is retried after a deadlock or write conflict, so the work must have no effects
 * outside the database.
 *
 * @param work must only use the given transaction: the embedded database has a single connection
 */
export function inTransaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  return retryOnConflict(() => once(work));
}
