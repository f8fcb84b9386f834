import { config } from "@/lib/config";
import { keyedHash } from "@/lib/secrets/hash";
import { type Db, Prisma } from "./client";

/**
 * A counter: at most `limit` points within `windowSeconds`. `subject` is whom it counts: an address, account or network.
 * A `lockout` is closed for a whole window from the point that fills it, not from the first one.
 */
export type RateLimit = {
  name: string;
  subject: string;
  limit: number;
  windowSeconds: number;
  lockout?: boolean;
};

/** Whether there was room, and which counter the point has filled, if any; and if not, by which counter, and in how many seconds there will be. */
export type RateLimitOutcome =
  | { allowed: true; filled: RateLimit | null }
  | { allowed: false; name: string; retryAfterSeconds: number };

const hex = (key: Uint8Array) => Buffer.from(key).toString("hex");

const keyOf = ({ name, subject }: Pick<RateLimit, "name" | "subject">) =>
  keyedHash("rate-limit", name, subject);

/**
 * Takes one point from a counter, in one statement, by the database's clock: parallel requests and several instances
 * share one count. The window begins with the first point; a refused request takes none.
 *
 * @param db the database, not a transaction: a point stays taken even if what follows fails
 */
async function takePoint(db: Db, rateLimit: RateLimit): Promise<RateLimitOutcome> {
  if (!config().rateLimits) return { allowed: true, filled: null };
  const [row] = await db.$queryRaw<{ points: number; seconds: number }[]>`
    INSERT INTO "RateLimit" AS r ("key", "points", "expiresAt")
    VALUES (${keyOf(rateLimit)}, 1, now() + ${rateLimit.windowSeconds} * interval '1 second')
    ON CONFLICT ("key") DO UPDATE SET
      "points" = CASE WHEN r."expiresAt" <= now() THEN 1 ELSE LEAST(r."points", ${rateLimit.limit}) + 1 END,
      "expiresAt" = CASE
        WHEN r."expiresAt" <= now() THEN excluded."expiresAt"
        WHEN ${rateLimit.lockout ?? false} AND r."points" + 1 = ${rateLimit.limit} THEN excluded."expiresAt"
        ELSE r."expiresAt" END
    RETURNING "points", ceil(extract(epoch FROM "expiresAt" - now()))::int AS seconds`;
  if (row && row.points <= rateLimit.limit)
    return { allowed: true, filled: row.points === rateLimit.limit ? rateLimit : null };
  const { name } = rateLimit;
  return { allowed: false, name, retryAfterSeconds: Math.max(1, row?.seconds ?? rateLimit.windowSeconds) };
}

/** Takes a point from each counter in turn; stops at the first without room. */
export async function takePoints(db: Db, rateLimits: RateLimit[]): Promise<RateLimitOutcome> {
  let filled: RateLimit | null = null;
  for (const rateLimit of rateLimits) {
    const outcome = await takePoint(db, rateLimit);
    if (!outcome.allowed) return outcome;
    filled ??= outcome.filled;
  }
  return { allowed: true, filled };
}

/**
 * Which counters have no room, and until when. Takes no point.
 *
 * @returns what tells when the last of some of them has room again; `null` where they all have
 */
export async function closedUntil(
  db: Db,
  rateLimits: RateLimit[],
): Promise<(some: RateLimit[]) => Date | null> {
  const keys = rateLimits.map(keyOf);
  const rows =
    keys.length === 0
      ? []
      : await db.$queryRaw<{ key: Uint8Array; points: number; expiresAt: Date }[]>`
          SELECT "key", "points", "expiresAt" FROM "RateLimit"
          WHERE "key" IN (${Prisma.join(keys)}) AND "expiresAt" > now()`;
  const counters = new Map(rows.map((row) => [hex(row.key), row]));
  return (some) => {
    const ends = some.flatMap((rateLimit) => {
      const counter = counters.get(hex(keyOf(rateLimit)));
      return counter && counter.points >= rateLimit.limit ? [counter.expiresAt.getTime()] : [];
    });
    return ends.length === 0 ? null : new Date(Math.max(...ends));
  };
}

/** Sets counters back to nothing, as a success does to the count of failures before it. */
export async function forgetPoints(db: Db, counters: Pick<RateLimit, "name" | "subject">[]): Promise<void> {
  await db.rateLimit.deleteMany({ where: { key: { in: counters.map(keyOf) } } });
}
