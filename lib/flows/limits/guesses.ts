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
 * Consecutive failures of one account and kind in a day. Together they stay within the 100 that NIST SP 800-63B-4 §3.2.2
 * allows; strangers use up only the part of unknown clients.
 */
const FAILURES_OF_UNKNOWN_CLIENTS = 50;
const FAILURES_OF_KNOWN_CLIENTS = 50;

/** Wrong codes of one network, or of one known client, in a day. Each attempt has a much smaller limit of its own. */
const CODES_PER_DAY = 25;

/** How long an attempt waits for the outcome of those that run beside it and have taken the last points. */
const MAX_WAIT_MS = 5_000;
const WAIT_STEP_MS = 100;

/** What is guessed at, for whom, and by whom. */
export type GuessTarget = {
  kind: GuessKind;
  /** The user's id, or an unknown identifier. */
  account: string;
  /** What the client has named: it may learn when this is closed, but not what else belongs to the account. */
  identifier: string;
  /** Whether the client has signed in to the account before. */
  isKnownClient: boolean;
};

/** A guess that is counted, before it is looked at. */
export type Guess = {
  kind: GuessKind;
  account: string;
  limits: NamedLimit[];
  /** A limit of which the client is not told: the guess counts as wrong, right or not. */
  blockedBy: string | null;
  /** The limit that this guess has filled. */
  filled: RateLimit | null;
};

/** A guess that is refused: the client has to wait. */
export type GuessRefused = { refused: true; retryAfterSeconds: number };

/**
 * Counts a guess before it is looked at, so that any number of parallel ones share one count. A guess that finds the last
 * points taken by others whose outcome is not known yet waits for it: right ones do not count.
 *
 * `closeGuess` has to follow.
 */
export async function openGuess(db: Db, target: GuessTarget, caller: Caller): Promise<Guess | GuessRefused> {
  const { kind, account } = target;
  const told = toldLimits(target, caller);
  const own = await takeWhenSettled(db, told);
  if (!own.allowed) {
    await recordReached(db, caller.metadata, own);
    return { refused: true, retryAfterSeconds: own.retryAfterSeconds };
  }
  const silent = silentLimits(target, caller);
  const shared = await takeWhenSettled(db, silent);
  if (shared.allowed)
    return {
      kind,
      account,
      limits: [...told, ...silent],
      blockedBy: null,
      filled: own.filled ?? shared.filled,
    };
  await recordReached(db, caller.metadata, shared);
  return { kind, account, limits: told, blockedBy: shared.full[0]?.name ?? kind, filled: null };
}

/**
 * Notes how a guess ended. A right one starts a new count for the account; a failure stays counted; one that was no guess
 * at all, such as a code that has been used already, is taken back.
 */
export async function closeGuess(
  db: Db,
  { kind, account, limits }: Guess,
  outcome: "right" | "wrong" | "no-guess",
): Promise<void> {
  if (outcome === "right") await resetPointsOf(db, [ownerOf(kind, account)]);
  else if (outcome === "wrong") await settlePoints(db, limits);
  else await refundPoints(db, limits);
}

/**
 * Checks a guess at a password. Where there is no room for the work the password is not looked at, so the guess does not count.
 *
 * @throws HashingBusyError as `verifyPassword` does
 */
export async function verifyPasswordGuess(
  db: Db,
  guess: Guess,
  { passwordHash, password }: { passwordHash: string | null; password: string },
  requester: Requester,
): Promise<boolean> {
  try {
    return await verifyPassword(passwordHash, password, requester);
  } catch (error) {
    await closeGuess(db, guess, "no-guess");
    throw error;
  }
}

/** The owners of every count of failures of an account. */
export const failureOwners = (account: string): string[] => KINDS.map((kind) => ownerOf(kind, account));

/** The owner of the counts of one kind of failures of an account. */
export const ownerOf = (kind: GuessKind, account: string): string => `${kind}:${account}`;

async function takeWhenSettled(db: Db, limits: NamedLimit[]): Promise<RateLimitOutcome> {
  const end = performance.now() + MAX_WAIT_MS;
  for (;;) {
    const outcome = await consumePoints(db, limits, { pending: true });
    if (outcome.allowed || !outcome.mayChange || performance.now() > end) return outcome;
    await wait(WAIT_STEP_MS * (0.5 + Math.random()));
  }
}

/** The limit that a few guesses reach, and for how long it then stays closed. */
function shortLimit(kind: GuessKind): Pick<RateLimit, "limit" | "windowSeconds" | "lockout"> {
  if (kind === "code") return { limit: CODES_PER_DAY, windowSeconds: DAY };
  const { maxAttempts, lockoutSeconds } = config().signIn;
  return { limit: maxAttempts, windowSeconds: lockoutSeconds, lockout: true };
}

/**
 * The limits of which the client is told. A known client has its own, so that no stranger can fill them; unknown clients
 * share those of their network, and one for all of them together.
 */
function toldLimits({ kind, account, identifier, isKnownClient }: GuessTarget, caller: Caller): NamedLimit[] {
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
 * The same over all identifiers of an account. To tell of them would tell which identifiers belong together; a second
 * factor is guessed at by whoever has verified the first one, and knows no more of the account by that.
 */
function silentLimits({ kind, account, isKnownClient }: GuessTarget, caller: Caller): NamedLimit[] {
  if (isKnownClient || kind === "second-factor") return [];
  const owner = ownerOf(kind, account);
  return [
    ...perNetwork(caller.metadata, {
      name: `${kind}:account:network`,
      subject: account,
      ...shortLimit(kind),
      owner,
    }),
    {
      name: `${kind}:account:day`,
      subject: account,
      limit: FAILURES_OF_UNKNOWN_CLIENTS,
      windowSeconds: DAY,
      owner,
    },
  ];
}
