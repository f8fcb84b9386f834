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
import { verifyPassword } from "@/lib/factors/password/hash";
import type { Requester } from "@/lib/jobs/requester";
import { type Caller, clientName } from "../caller";
import { recordReached } from "./check";
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

/** A rejected guess: the client must wait. */
export type GuessRejected = { rejected: true; retryAfterSeconds: number };

/**
 * Counts a guess, checks it, and records its outcome: `closeGuess` describes them. If the check throws, the guess does
 * not count.
 *
 * @param check returns the outcome
 * @returns the guess and what `check` returned; or a rejection
 */
export async function withGuess<Checked extends { outcome: GuessOutcome }>(
  db: Db,
  target: GuessTarget,
  caller: Caller,
  check: (guess: Guess) => Promise<Checked>,
): Promise<{ guess: Guess; checked: Checked } | GuessRejected> {
  const guess = await openGuess(db, target, caller);
  if ("rejected" in guess) return guess;
  let outcome: GuessOutcome = "no-guess";
  try {
    const checked = await check(guess);
    outcome = checked.outcome;
    return { guess, checked };
  } finally {
    await closeGuess(db, guess, outcome);
  }
}

/**
 * Counts a guess before it is checked, so that concurrent guesses share one count. If concurrent guesses at the same
 * identifier have consumed the last points, it waits for their outcomes, because correct guesses do not count. It never
 * waits for guesses at another identifier, because the wait would reveal that both belong to one account.
 *
 * `closeGuess` must follow, also if the check throws: use `withGuess`.
 */
export async function openGuess(db: Db, target: GuessTarget, caller: Caller): Promise<Guess | GuessRejected> {
  const { kind, account } = target;
  const visible = visibleLimits(target, caller);
  const silent = silentLimits(target, caller);
  const outcome = await takeWhenSettled(db, [...visible, ...silent]);
  if (!outcome.allowed) {
    await recordReached(db, caller.metadata, outcome);
    return { rejected: true, retryAfterSeconds: outcome.retryAfterSeconds };
  }
  const { filled } = outcome;
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
  const required = guess.silent.map((limit) => ({ ...limit, silent: false }));
  for (;;) {
    const outcome = await consumePoints(db, required, { pending: true });
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

async function takeWhenSettled(db: Db, limits: NamedLimit[]): Promise<RateLimitOutcome> {
  const end = performance.now() + MAX_WAIT_MS;
  for (;;) {
    const outcome = await consumePoints(db, limits, { pending: true });
    if (outcome.allowed || !outcome.mayChange || performance.now() > end) return outcome;
    await wait(WAIT_STEP_MS * (0.5 + Math.random()));
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
