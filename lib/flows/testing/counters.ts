import { vi } from "vitest";
import { keyedHash } from "@/lib/crypto/hash";
import { database } from "@/lib/db/client";
import { consumePoints, type RateLimit } from "@/lib/db/rate-limit";
import type { LimitName } from "../limits/names";

const keyOf = ({ name, subject }: RateLimit) => keyedHash("rate-limit", name, subject);

/**
 * Sends a request and returns the counter of a limit that it consumes a point from. The test file must spy on
 * `consumePoints`.
 *
 * @param index the index of the counter, if the request has several for the limit: networks start with the smallest
 */
export async function counterOf(
  name: LimitName,
  request: () => Promise<unknown>,
  index = 0,
): Promise<RateLimit> {
  vi.mocked(consumePoints).mockClear();
  await request();
  const asked = vi.mocked(consumePoints).mock.calls.flatMap(([, limits]) => limits);
  const counter = asked.filter((limit) => limit.name === name)[index];
  if (counter === undefined) throw new Error(`The request does not count for ${name}.`);
  return counter;
}

/** Sets the points of an existing counter. */
export async function setPoints(counter: RateLimit, points: number): Promise<void> {
  const data = { points, pending: 0, reached: false };
  const { count } = await (await database()).rateLimit.updateMany({ where: { key: keyOf(counter) }, data });
  if (count !== 1) throw new Error(`${counter.name} has no points.`);
}

/** Removes every other counter, so that no other limit can reject a request. */
export async function removeOthers(counter: RateLimit): Promise<void> {
  await (await database()).rateLimit.deleteMany({ where: { key: { not: keyOf(counter) } } });
}

/** Saves all counters; returns a function that restores them. */
export async function saveCounters(): Promise<() => Promise<void>> {
  const db = await database();
  const rows = await db.rateLimit.findMany();
  return async () => {
    await db.rateLimit.deleteMany();
    await db.rateLimit.createMany({ data: rows });
  };
}

/** Returns the seconds until a counter expires. */
export async function secondsLeft(counter: RateLimit): Promise<number> {
  const [row] = await (await database()).$queryRaw<[{ seconds: number }]>`
    SELECT extract(epoch FROM "expiresAt" - now())::float8 AS seconds FROM "RateLimit" WHERE key = ${keyOf(counter)}`;
  return row.seconds;
}

/** Advances every counter by the given number of seconds. */
export async function letTimePass(seconds: number): Promise<void> {
  await (await database()).$executeRaw`
    UPDATE "RateLimit" SET "expiresAt" = "expiresAt" - ${seconds} * interval '1 second',
      "pendingUntil" = "pendingUntil" - ${seconds} * interval '1 second'`;
}

/** Returns the number of audit events for reaching a limit. */
export async function timesReached(name: LimitName): Promise<number> {
  const details = { path: ["limit"], equals: name };
  return (await database()).auditEvent.count({ where: { type: "rate_limit.reached", details } });
}
