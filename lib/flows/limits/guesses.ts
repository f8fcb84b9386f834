import { setTimeout as wait } from "node:timers/promises";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import {
  consumePoints,
  type RateLimit,
  type RateLimitOutcome,
  refundPoints,
  resetPointsOf,
  settlePoints,
} from "@/lib/db/rate-limit";
import type { Result } from "@/lib/errors";
import { verifyPassword } from "@/lib/factors/password/hash";
import type { Requester } from "@/lib/jobs/requester";
import { type Caller, clientName } from "../caller";
import { checkRateLimits, recordReached } from "./check";
import type { GuessKind, NamedLimit } from "./names";
import { DAY, perNetwork } from "./requests";

const KINDS: GuessKind[] = ["password", "code", "second-factor"];

/**
 * Consecutive failures of one account and kind in a day. Together they stay within the 100 that NIST SP 800-63B-4
 * §3.2.2 allows. Attackers can only use up the part of unknown clients.
 */
const FAILURES_OF_UNKNOWN_CLIENTS = 50;
const FAILURES_OF_KNOWN_CLIENTS = 50;

/** Wrong codes of one network, or of one known client, in a day. Each verification has a much smaller limit as well. */
const CODES_PER_DAY = 25;

/** How long a guess waits for the outcomes of concurrent guesses that have consumed the last points. */
const MAX_WAIT_MS = 5_000;
const WAIT_STEP_MS = 100;

/**
 * How long after it was counted a blocked guess at a password may be counted again. This is shorter than the minimum
 * duration of a response, so the response time does not show it.
 */
const COUNT_AGAIN_MS = 100;
const COUNT_AGAIN_STEP_MS = 20;

/** The stage of the limits of guesses. Those of the request that contains a guess come before. */
const GUESS_STAGE = 10;

/** The target of a guess, and the client that makes it. */
export type GuessTarget = {
  kind: GuessKind;
  /** The user's ID, or an unknown identifier. */
  account: string;
  /**
   * The identifier that the client named. The client may learn that it is rate-limited, but not which other identifiers
   * belong to the account.
   */
  identifier: string;
  /** Whether the client has signed in to the account before. */
  isKnownClient: boolean;
};

/** A guess that is counted but not yet checked. */
export type Guess = {
  kind: GuessKind;
  account: string;
  /** The limits that the guess has consumed a point of. */
  limits: NamedLimit[];
  /** The silent limits, which it has consumed points of unless it is blocked. */
  silent: NamedLimit[];
  /** A limit that is not reported to the client: the guess counts as wrong, even if it is correct. */
  blockedBy: string | null;
  /** The limit that this guess has filled. */
  filled: RateLimit | null;
  /** When it was counted, by `performance.now()`. */
  countedAt: number;
};

/** The result of checking a guess. */
export type GuessOutcome = "right" | "wrong" | "no-guess";

/** A rejected guess: the client must wait. `limit` is the limit that was reached, of the request or of the guess. */
export type GuessRejected = { rejected: true; retryAfterSeconds: number; limit: NamedLimit };

/** The limits of a request that contains a guess. They are counted in the same statements. */
type RequestLimits = {
  /**
   * Consumed before the guess is counted, in their stages. If one is reached, the guess is rejected and not counted;
   * if the guess is rejected, they stay consumed.
   */
  before?: NamedLimit[];
  /** Consumed after a correct guess. */
  afterRight?: NamedLimit[];
};

/**
 * Counts a guess, checks it, and records its outcome: `closeGuess` describes them. If the check throws, the guess does
 * not count.
 *
 * @param check returns the outcome
 * @param limits the limits of the request that contains the guess
 * @returns the guess, what `check` returned, and after a correct guess whether the limits that follow it allow the
 *   request; or a rejection
 */
export async function withGuess<Checked extends { outcome: GuessOutcome }>(
  db: Db,
  target: GuessTarget,
  caller: Caller,
  check: (guess: Guess) => Promise<Checked>,
  limits: RequestLimits = {},
): Promise<{ guess: Guess; checked: Checked; within: Result } | GuessRejected> {
  const guess = await openGuess(db, target, caller, limits.before);
  if ("rejected" in guess) return guess;
  let outcome: GuessOutcome = "no-guess";
  let within: Result = { ok: true };
  let checked: Checked;
  try {
    checked = await check(guess);
    outcome = checked.outcome;
  } finally {
    if (outcome === "right" && limits.afterRight) {
      const resetOwners = [ownerOf(guess.kind, guess.account)];
      within = await checkRateLimits(db, caller.metadata, limits.afterRight, { resetOwners });
    } else {
      await closeGuess(db, guess, outcome);
    }
  }
  return { guess, checked, within };
}

/**
 * Counts a guess before it is checked, so that concurrent guesses share one count. If concurrent guesses at the same
 * identifier have consumed the last points, it waits for their outcomes, because correct guesses do not count. It never
 * waits for guesses at another identifier, because the wait would reveal that both belong to one account.
 *
 * `closeGuess` must follow, also if the check throws: use `withGuess`.
 */
export async function openGuess(
  db: Db,
  target: GuessTarget,
  caller: Caller,
  before: NamedLimit[] = [],
): Promise<Guess | GuessRejected> {
  const { kind, account } = target;
  const visible = visibleLimits(target, caller);
  const silent = silentLimits(target, caller);
  const own = [...visible, ...silent].map((limit) => ({ ...limit, stage: GUESS_STAGE, pending: true }));
  const outcome = await takeWhenSettled(db, before, own);
  if (!outcome.allowed) {
    await recordReached(db, caller.metadata, outcome);
    const limit = outcome.full[0] as NamedLimit;
    return { rejected: true, retryAfterSeconds: outcome.retryAfterSeconds, limit };
  }
  const filled = outcome.filled.find(({ stage }) => stage === GUESS_STAGE) ?? null;
  const countedAt = performance.now();
  if (outcome.silent === null) {
    return { kind, account, limits: [...visible, ...silent], silent, blockedBy: null, filled, countedAt };
  }
  await recordReached(db, caller.metadata, outcome.silent);
  const blockedBy = outcome.silent.full[0]?.name ?? kind;
  return { kind, account, limits: visible, silent, blockedBy, filled: null, countedAt };
}

/**
 * Records the outcome of a guess. A correct guess resets the counts of the account. A wrong guess stays counted.
 * `no-guess` refunds the points, for example if the code was consumed already.
 */
export async function closeGuess(
  db: Db,
  { kind, account, limits }: Guess,
  outcome: GuessOutcome,
): Promise<void> {
  if (outcome === "right") await resetPointsOf(db, [ownerOf(kind, account)]);
  else if (outcome === "wrong") await settlePoints(db, limits);
  else await refundPoints(db, limits);
}

/**
 * Verifies a guess at a password. A blocked guess is counted again after the check, because concurrent correct
 * guesses at another identifier may have reset the silent limits meanwhile. The work is the same for correct and wrong
 * passwords, and a wrong one that is counted then stays counted.
 *
 * @returns false for a wrong password and for a blocked guess
 * @throws BusyError as `verifyPassword` does
 */
export async function verifyPasswordGuess(
  db: Db,
  guess: Guess,
  { passwordHash, password }: { passwordHash: string | null; password: string },
  requester: Requester,
): Promise<boolean> {
  const matches = await verifyPassword(passwordHash, password, requester);
  if (guess.blockedBy !== null) await countAgain(db, guess);
  return matches && guess.blockedBy === null;
}

/** Counts a blocked guess again. Waits for a moment while the silent limits may still be reset. */
async function countAgain(db: Db, guess: Guess): Promise<void> {
  const required = guess.silent.map((limit) => ({ ...limit, silent: false, pending: true }));
  for (;;) {
    const outcome = await consumePoints(db, required);
    if (outcome.allowed) {
      guess.limits = [...guess.limits, ...guess.silent];
      guess.blockedBy = null;
      return;
    }
    const isOver = performance.now() > guess.countedAt + COUNT_AGAIN_MS;
    if (isOver || !outcome.mayChange) return;
    await wait(COUNT_AGAIN_STEP_MS);
  }
}

/** Returns the owners of all failure counts of an account. */
export const failureOwners = (account: string): string[] => KINDS.map((kind) => ownerOf(kind, account));

/** Returns the owner of the failure counts of one kind of an account. */
export const ownerOf = (kind: GuessKind, account: string): string => `${kind}:${account}`;

/** Waits only for pending guesses, so the points of the request are consumed once. */
async function takeWhenSettled(db: Db, before: NamedLimit[], own: NamedLimit[]): Promise<RateLimitOutcome> {
  const end = performance.now() + MAX_WAIT_MS;
  let limits = [...before, ...own];
  for (;;) {
    const outcome = await consumePoints(db, limits);
    if (outcome.allowed || !outcome.mayChange || performance.now() > end) return outcome;
    await wait(WAIT_STEP_MS * (0.5 + Math.random()));
    limits = own;
  }
}

/** Returns the limit that a few guesses reach, and its lockout duration. */
function shortLimit(kind: GuessKind): Pick<RateLimit, "limit" | "windowSeconds" | "lockout"> {
  if (kind === "code") return { limit: CODES_PER_DAY, windowSeconds: DAY };
  const { maxAttempts, lockoutSeconds } = config().signIn;
  return { limit: maxAttempts, windowSeconds: lockoutSeconds, lockout: true };
}

/**
 * Returns the limits that are reported to the client. A known client has separate limits, so that other clients cannot
 * fill them. Unknown clients share those of their network, and one for all unknown clients together.
 */
function visibleLimits(
  { kind, account, identifier, isKnownClient }: GuessTarget,
  caller: Caller,
): NamedLimit[] {
  const owner = ownerOf(kind, account);
  const inAll = { windowSeconds: DAY, owner };
  if (isKnownClient) {
    return [
      {
        name: `${kind}:known-client`,
        subject: `${account} ${clientName(caller)}`,
        ...shortLimit(kind),
        owner,
      },
      { name: `${kind}:known-clients:day`, subject: account, limit: FAILURES_OF_KNOWN_CLIENTS, ...inAll },
    ];
  }
  return [
    ...perNetwork(caller.metadata, {
      name: `${kind}:identifier:network`,
      subject: identifier,
      ...shortLimit(kind),
      owner,
    }),
    { name: `${kind}:identifier:day`, subject: identifier, limit: FAILURES_OF_UNKNOWN_CLIENTS, ...inAll },
  ];
}

/**
 * Returns the same limits across all identifiers of an account. They are not reported to the client, because that would
 * reveal which identifiers belong together. Second factors need none: their guesses are counted by account, and the
 * client has verified the first factor.
 */
function silentLimits({ kind, account, isKnownClient }: GuessTarget, caller: Caller): NamedLimit[] {
  if (isKnownClient || kind === "second-factor") return [];
  const unreported = { owner: ownerOf(kind, account), silent: true };
  return [
    ...perNetwork(caller.metadata, {
      name: `${kind}:account:network`,
      subject: account,
      ...shortLimit(kind),
      ...unreported,
    }),
    {
      name: `${kind}:account:day`,
      subject: account,
      limit: FAILURES_OF_UNKNOWN_CLIENTS,
      windowSeconds: DAY,
      ...unreported,
    },
  ];
}
