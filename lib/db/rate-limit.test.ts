import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { removeExpiredRows } from "./cleanup";
import { closeDatabase, database, migrateDatabase } from "./client";
import { consumePoints, type RateLimit, resetPoints } from "./rate-limit";

/** Only a PostgreSQL server has the several connections that requests race on. */
const server = await vi.hoisted(async () => {
  const { startPostgres } = await import("@/e2e/servers/postgres");
  const started = await startPostgres();
  process.env.DATABASE_URL = started.url;
  return started;
});

beforeAll(() => migrateDatabase());
afterAll(async () => {
  await closeDatabase();
  await server.stop();
});

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
  await db.$executeRaw`UPDATE "RateLimit" SET "expiresAt" = "expiresAt" - ${seconds} * interval '1 second'`;
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
