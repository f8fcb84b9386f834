import "./testing/own-server";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keyedHash } from "@/lib/crypto/hash";
import { untilLockWaits } from "@/lib/db/testing/lock-waits";
import { removeExpiredRows } from "./cleanup";
import { type Db, database } from "./client";
import {
  consumePoints,
  type RateLimit,
  refundPoints,
  resetPoints,
  resetPointsOf,
  settlePoints,
} from "./rate-limit";

const limit = (subject: string, more: Partial<RateLimit> = {}): RateLimit => ({
  name: "test",
  subject,
  limit: 5,
  windowSeconds: 60,
  ...more,
});

/** Simulates the passing of time for every counter, by moving its end into the past. */
async function letTimePass(seconds: number): Promise<void> {
  const db = await database();
  await db.$executeRaw`
    UPDATE "RateLimit" SET "expiresAt" = "expiresAt" - ${seconds} * interval '1 second',
      "pendingUntil" = "pendingUntil" - ${seconds} * interval '1 second'`;
}

const take = async (...asked: RateLimit[]) => consumePoints(await database(), asked);

describe("consumePoints", () => {
  test("allows no more than the limit of 100 concurrent requests", async () => {
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => take(limit("crowd"))));
    expect(outcomes.filter(({ allowed }) => allowed)).toHaveLength(5);
  });

  test("returns how long to wait, and allows a request after that", async () => {
    for (let point = 0; point < 5; point++) expect((await take(limit("patient"))).allowed).toBe(true);
    expect(await take(limit("patient"))).toMatchObject({ allowed: false, retryAfterSeconds: 60 });
    await letTimePass(61);
    expect((await take(limit("patient"))).allowed).toBe(true);
  });

  test("starts a lockout with the point that exhausts it", async () => {
    const lockout = limit("locked", { lockout: true });
    for (let point = 0; point < 4; point++) await take(lockout);
    await letTimePass(50);
    await take(lockout);
    expect(await take(lockout)).toMatchObject({ allowed: false, retryAfterSeconds: 60 });
  });

  test("counts subjects and names separately, and can reset a counter", async () => {
    for (let point = 0; point < 6; point++) await take(limit("a"));
    expect((await take(limit("b"))).allowed).toBe(true);
    expect((await take(limit("a", { name: "other" }))).allowed).toBe(true);
    expect((await take(limit("a"))).allowed).toBe(false);
    await resetPoints(await database(), [limit("a")]);
    expect((await take(limit("a"))).allowed).toBe(true);
  });

  test("an exhausted silent counter rejects nothing, and no silent counter loses a point", async () => {
    const [visible, silent, other] = [
      limit("visible"),
      limit("silent", { silent: true, limit: 1 }),
      limit("other", { silent: true }),
    ];
    expect(await take(visible, silent, other)).toMatchObject({ allowed: true, silent: null });
    const blocked = { full: [silent], reached: [silent] };
    expect(await take(visible, silent, other)).toMatchObject({ allowed: true, silent: blocked });
    expect(await take(visible, silent, other)).toMatchObject({ allowed: true, silent: { reached: [] } });
    expect(await pointsOf(visible)).toMatchObject({ points: 3 });
    expect(await pointsOf(other)).toMatchObject({ points: 1 });
  });

  test("reports nothing about silent counters if another counter is exhausted", async () => {
    const [visible, silent] = [limit("closed", { limit: 1 }), limit("quiet", { silent: true, limit: 1 })];
    await take(visible, { ...silent, windowSeconds: 600 });
    const outcome = await take(visible, { ...silent, windowSeconds: 600 });
    expect(outcome).toMatchObject({
      allowed: false,
      full: [visible],
      reached: [visible],
      retryAfterSeconds: 60,
    });
  });
});

describe("consumePoints with stages", () => {
  const stages = (name: string, ...sizes: number[]) =>
    sizes.map((size, stage) => limit(`${name} ${stage}`, { stage, limit: size }));

  test("consumes no point of the stage that rejects, nor of later ones, but those of earlier ones", async () => {
    const [first, second, third] = stages("steps", 9, 1, 9) as [RateLimit, RateLimit, RateLimit];
    const pair = limit("steps beside", { stage: 1 });
    expect(await take(first, second, pair, third)).toMatchObject({ allowed: true });
    expect(await take(first, second, pair, third)).toMatchObject({
      allowed: false,
      full: [second],
      reached: [second],
    });
    expect(await Promise.all([first, pair, third].map(pointsOf))).toMatchObject([
      { points: 2 },
      { points: 1 },
      { points: 1 },
    ]);
  });

  test("names only the first stage that rejects", async () => {
    const [first, second] = stages("both", 1, 1) as [RateLimit, RateLimit];
    await take(first, second);
    expect(await take(second, first)).toMatchObject({ allowed: false, full: [first], reached: [first] });
    expect(await take(second)).toMatchObject({ allowed: false, reached: [second] });
  });

  test("consumes the same points as one statement for each stage", async () => {
    let runs = 0;
    const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(sizes, { minLength: 1, maxLength: 3 }), fc.nat(8), async (asked, times) => {
        runs += 1;
        const counters = (way: string) =>
          asked.map((stage, at) =>
            stage.map((size, n) => limit(`${way} ${runs} ${at} ${n}`, { stage: at, limit: size })),
          );
        const [together, apart] = [counters("together"), counters("apart")];
        for (let time = 0; time < times; time++) {
          const { allowed } = await take(...together.flat());
          let isAllowed = true;
          for (const stage of apart) isAllowed = isAllowed && (await take(...stage)).allowed;
          expect(allowed).toBe(isAllowed);
        }
        expect(await Promise.all(together.flat().map(pointsOf))).toEqual(
          await Promise.all(apart.flat().map(pointsOf)),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("allows no more than the limit of each stage to 100 concurrent requests", async () => {
    const [first, second] = stages("crowded", 20, 5) as [RateLimit, RateLimit];
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => take(first, second)));
    expect(outcomes.filter(({ allowed }) => allowed)).toHaveLength(5);
    for (const counter of [first, second]) {
      expect((await pointsOf(counter))?.points).toBeGreaterThanOrEqual(counter.limit);
    }
  });
});

describe("consumePoints with a reset", () => {
  const [failures, other] = ["failures", "other"].map((owner) =>
    limit(`${owner} to reset`, { owner, limit: 2 }),
  ) as [RateLimit, RateLimit];

  test("resets the counters of the owner, also if the request is rejected", async () => {
    const counter = limit("after a reset", { limit: 1 });
    for (const isAllowed of [true, false]) {
      await take(failures, other);
      const outcome = await consumePoints(await database(), [counter], { resetOwners: ["failures"] });
      expect(outcome.allowed).toBe(isAllowed);
      expect(await pointsOf(failures)).toBeNull();
    }
    expect(await pointsOf(other)).toMatchObject({ points: 2 });
  });
});

const keyOf = ({ name, subject }: RateLimit) => keyedHash("rate-limit", name, subject);

const pointsOf = async (counter: RateLimit) =>
  (await database()).rateLimit.findUnique({
    where: { key: keyOf(counter) },
    select: { points: true, pending: true },
  });

const takePending = async (...asked: RateLimit[]) =>
  consumePoints(
    await database(),
    asked.map((one) => ({ ...one, pending: true })),
  );

describe("pending points", () => {
  test("any order of taking, rejecting, settling and refunding keeps failures and pending points in the count", async () => {
    const step = fc.record({ act: fc.constantFrom("take", "settle", "refund"), index: fc.nat(9) });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const db = await database();
        runs += 1;
        const limits = [limit(`small ${runs}`, { limit: 2 }), limit(`large ${runs}`, { limit: 4 })];
        const used = new Map(limits.map((one) => [one, { failures: 0, pending: 0 }]));
        const open: RateLimit[][] = [];
        const change = (of: RateLimit[], by: { failures: number; pending: number }) => {
          for (const one of of) {
            const { failures, pending } = used.get(one) ?? { failures: 0, pending: 0 };
            used.set(one, { failures: failures + by.failures, pending: pending + by.pending });
          }
        };
        for (const { act, index } of steps) {
          if (act === "take") {
            const asked = index % 2 === 0 ? limits : limits.slice(1);
            const isFull = asked.some((one) => {
              const { failures, pending } = used.get(one) ?? { failures: 0, pending: 0 };
              return failures + pending >= one.limit;
            });
            expect((await takePending(...asked)).allowed).toBe(!isFull);
            if (!isFull) {
              open.push(asked);
              change(asked, { failures: 0, pending: 1 });
            }
          } else {
            const [ended] = open.splice(index % Math.max(1, open.length), 1);
            if (ended === undefined) continue;
            if (act === "settle") await settlePoints(db, ended);
            else await refundPoints(db, ended);
            change(ended, { failures: act === "settle" ? 1 : 0, pending: -1 });
          }
          for (const [one, { failures, pending }] of used) {
            const row = (await pointsOf(one)) ?? { points: 0, pending: 0 };
            expect(Math.min(row.points, one.limit)).toBe(failures + pending);
            expect(row.pending).toBe(pending);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("count as settled after half a minute, also those of an earlier attempt", async () => {
    const counter = limit("killed", { limit: 2, windowSeconds: 3_600 });
    await takePending(counter);
    await letTimePass(31);
    await takePending(counter);
    expect(await pointsOf(counter)).toEqual({ points: 2, pending: 1 });
    expect(await takePending(counter)).toMatchObject({ allowed: false, mayChange: true });
    await letTimePass(31);
    expect(await takePending(counter)).toMatchObject({ allowed: false, mayChange: false });
  });
});

/** Counters of one owner. Their rows are stored in the reverse order of their keys. */
async function reversedCounters(owner: string): Promise<RateLimit[]> {
  const limits = Array.from({ length: 12 }, (_, n) => limit(`${owner} ${n}`, { owner, limit: 1_000 })).sort(
    (a, b) => Buffer.compare(keyOf(b), keyOf(a)),
  );
  for (const one of limits) await take(one);
  return limits;
}

const CHANGES: Record<string, (db: Db, limits: RateLimit[], owner: string) => Promise<unknown>> = {
  "consuming points": (db, limits) => consumePoints(db, limits),
  "settling points": settlePoints,
  "refunding points": refundPoints,
  "resetting counters": resetPoints,
  "resetting the counters of an owner": (db, _, owner) => resetPointsOf(db, [owner]),
  "resetting the counters of an owner and consuming another point": (db, _, owner) =>
    consumePoints(db, [limit(`${owner} afterwards`, { limit: 1_000 })], { resetOwners: [owner] }),
};

const lockRow = (tx: Db, counter: RateLimit | undefined) => tx.$executeRaw`
  SELECT 1 FROM "RateLimit" WHERE key = ${counter && keyOf(counter)} FOR UPDATE`;

describe.each(Object.entries(CHANGES))("%s", (what, change) => {
  test("locks counters in the order of their keys", async () => {
    const db = await database();
    const limits = await reversedCounters(what);
    const lowest = limits.at(-1);
    let changed: Promise<unknown> = Promise.resolve();
    const free = await db.$transaction(async (tx) => {
      await lockRow(tx, lowest);
      changed = change(db, limits, what);
      await untilLockWaits(1);
      const others = limits.slice(0, -1).map(keyOf);
      return db.$transaction(
        (third) => third.$queryRaw<unknown[]>`
          SELECT 1 FROM "RateLimit" WHERE key = ANY (${others}) FOR UPDATE SKIP LOCKED`,
      );
    });
    await changed;
    expect(free).toHaveLength(limits.length - 1);
  });

  test("is retried after a deadlock", async () => {
    const db = await database();
    const limits = await reversedCounters(`${what} again`);
    let changed: Promise<PromiseSettledResult<unknown>[]> | undefined;
    await db.$transaction(async (tx) => {
      // PostgreSQL cancels the other statement, because that one looks for a deadlock first.
      await tx.$executeRaw`SET LOCAL deadlock_timeout = '1min'`;
      await lockRow(tx, limits[0]);
      changed = Promise.allSettled([change(db, limits, `${what} again`)]);
      await untilLockWaits(1);
      await lockRow(tx, limits.at(-1));
    });
    expect(await changed).toMatchObject([{ status: "fulfilled" }]);
  });
});

/** A statement that fails in a transaction is not retried, so a deadlock fails the test. */
test("concurrent changes of the counters of one owner cause no deadlock", async () => {
  const db = await database();
  const limits = await reversedCounters("busy");
  const changes = Object.values(CHANGES);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(changes.length - 1), { minLength: 20, maxLength: 40 }),
      async (order) => {
        await Promise.all(
          order.map((n, at) =>
            db.$transaction(async (tx) =>
              changes[n]?.(tx, at % 2 === 0 ? limits : limits.toReversed(), "busy"),
            ),
          ),
        );
      },
    ),
    { numRuns: 20 },
  );
});

describe("removeExpiredRows", () => {
  test("concurrent runs delete every expired row, and no other", async () => {
    const db = await database();
    await db.$executeRaw`DELETE FROM "RateLimit"`;
    await db.$executeRaw`
      INSERT INTO "RateLimit" (key, points, "expiresAt")
      SELECT decode(md5(n::text), 'hex'), 1, now() - interval '1 minute' + (n % 2) * interval '1 hour'
      FROM generate_series(1, 5000) n`;
    const removed = await Promise.all([removeExpiredRows(), removeExpiredRows()]);
    expect(removed[0] + removed[1]).toBe(2_500);
    expect(await db.rateLimit.count()).toBe(2_500);
  });

  test("deletes sessions a day after they expired and attempts with their codes an hour after, and keeps others", async () => {
    const db = await database();
    const user = await db.user.create({ data: {} });
    const bytes = (text: string) => new TextEncoder().encode(text);
    await db.$executeRaw`
      INSERT INTO "Session" ("userId", "tokenHash", "expiresAt")
      VALUES (${user.id}::uuid, ${bytes("dead")}, now() - interval '25 hours'),
             (${user.id}::uuid, ${bytes("living")}, now() + interval '1 hour')`;
    await db.$executeRaw`
      INSERT INTO "Verification" ("clientHash", purpose, destination, "expiresAt")
      VALUES (${bytes("c")}, 'sign_in', 'dead', now() - interval '61 minutes'),
             (${bytes("c")}, 'sign_in', 'living', now() - interval '59 minutes')`;
    await db.$executeRaw`
      INSERT INTO "SignIn" (identifier, "verificationId") SELECT destination, id FROM "Verification"`;
    await db.$executeRaw`
      INSERT INTO "Code" ("verificationId", "codeHash", "expiresAt")
      SELECT id, ${bytes("h")}, now() FROM "Verification"`;
    await db.$executeRaw`
      INSERT INTO "Link" ("verificationId", "tokenHash", "expiresAt")
      SELECT id, convert_to(destination, 'UTF8'), now() FROM "Verification"`;
    await removeExpiredRows();
    expect(await db.session.count()).toBe(1);
    expect((await db.signIn.findMany()).map(({ identifier }) => identifier)).toEqual(["living"]);
    expect(await db.code.count()).toBe(1);
    expect(await db.link.count()).toBe(1);
  });
});
