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
  limits: NamedLimit[];
  /** A limit that is not reported to the client: the guess counts as wrong, even if it is correct. */
  blockedBy: string | null;
  /** The limit that this guess has filled. */
  filled: RateLimit | null;
};

/** A rejected guess: the client must wait. */
export type GuessRefused = { refused: true; retryAfterSeconds: number };

/**
 * Counts a guess before it is checked, so that concurrent guesses share one count. If concurrent guesses have consumed
 * the last points, it waits for their outcomes, because correct guesses do not count.
 *
 * `closeGuess` must follow.
 */
export async function openGuess(db: Db, target: GuessTarget, caller: Caller): Promise<Guess | GuessRefused> {
  const { kind, account } = target;
  const visible = visibleLimits(target, caller);
  const own = await takeWhenSettled(db, visible);
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
      limits: [...visible, ...silent],
      blockedBy: null,
      filled: own.filled ?? shared.filled,
    };
  await recordReached(db, caller.metadata, shared);
  return { kind, account, limits: visible, blockedBy: shared.full[0]?.name ?? kind, filled: null };
}

/**
 * Records the outcome of a guess. A correct guess resets the counts of the account. A wrong guess stays counted.
 * `no-guess` refunds the points, for example if the code was consumed already.
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
 * Verifies a guess at a password. If the hashing queue is full, the password is not checked, so the guess does not
 * count.
 *
 * @throws BusyError as `verifyPassword` does
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
