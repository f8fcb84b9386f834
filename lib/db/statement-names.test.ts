import "./testing/own-server";
import { describe, expect, test } from "vitest";
import { database } from "./client";
import { createStatementNames } from "./statement-names";

const ARGS = [1];

describe("createStatementNames", () => {
  test("names a statement the second time, with the same name each time", () => {
    const nameOf = createStatementNames();
    const statement = { sql: `SELECT id FROM "User" WHERE id = $1`, args: ARGS };
    expect(nameOf(statement)).toBe("");
    const name = nameOf(statement);
    expect(name).toMatch(/^latchkey_[\da-f]{40}$/);
    expect(nameOf(statement)).toBe(name);
    const other = { sql: `SELECT id FROM "User" WHERE id = $1 FOR UPDATE`, args: ARGS };
    nameOf(other);
    expect(nameOf(other)).not.toBe(name);
  });

  test.each([
    [`BEGIN`, []],
    [`SELECT v.*, true AS ended FROM "Verification" v WHERE id = $1`, ARGS],
    [`SELECT * FROM "User" WHERE id = $1`, ARGS],
    [`UPDATE "User" SET name = $1 RETURNING *`, ARGS],
    [`SELECT id FROM "User" WHERE id IN ($1,$2)`, ARGS],
    [`INSERT INTO "Code" (id, x) VALUES ($1,$2), ($3,$4)`, ARGS],
    [`SELECT id FROM "User" WHERE name LIKE $1`, ARGS],
    [`SELECT id FROM "User" WHERE role = $1 ORDER BY "createdAt" DESC LIMIT $2`, ARGS],
    [`SELECT id FROM "User" WHERE role = $1 ORDER BY "createdAt" DESC LIMIT $2 OFFSET $3`, ARGS],
  ])("never names %s", (sql, args) => {
    const nameOf = createStatementNames();
    for (let time = 0; time < 5; time++) expect(nameOf({ sql, args })).toBe("");
  });

  test.each([
    `SELECT r.key FROM "RateLimit" r WHERE r.key = $1 ORDER BY r.key FOR UPDATE`,
    `SELECT id FROM "User" WHERE id = $1 LIMIT $2 OFFSET $3`,
    `SELECT count(*) AS some FROM "User" WHERE id IN ($1)`,
    `SELECT (SELECT id FROM "Membership" WHERE "userId" = $1 ORDER BY id LIMIT 1) AS id`,
  ])("names %s", (sql) => {
    const nameOf = createStatementNames();
    nameOf({ sql, args: ARGS });
    expect(nameOf({ sql, args: ARGS })).not.toBe("");
  });

  test("stops at its limit and keeps the names that it has given", () => {
    const nameOf = createStatementNames({ maxNamed: 2 });
    const twice = (text: string) => [0, 1].map(() => nameOf({ sql: `SELECT $1 AS ${text}`, args: ARGS }))[1];
    const first = twice("a");
    expect(first).not.toBe("");
    expect(twice("b")).not.toBe("");
    expect(twice("c")).toBe("");
    expect(twice("a")).toBe(first);
  });
});

test("the database prepares a statement that is sent repeatedly, by Prisma and in SQL", async () => {
  const db = await database();
  const prepared = await db.$transaction(async (tx) => {
    for (let time = 0; time < 3; time++) {
      await tx.$queryRaw`SELECT id FROM "User" WHERE name = ${"Ada Lovelace"}`;
      await tx.user.findUnique({ where: { id: "6f9619ff-8b86-4d01-b42d-00cf4fc964ff" } });
    }
    return tx.$queryRaw<
      { name: string; statement: string }[]
    >`SELECT name, statement FROM pg_prepared_statements`;
  });
  expect(prepared).toHaveLength(2);
  for (const { name } of prepared) expect(name).toMatch(/^latchkey_/);
});

test("a prepared statement still works after a migration adds a column", async () => {
  const db = await database();
  const { id } = await db.user.create({ data: { name: "Ada" } });
  const read = () => db.user.findUnique({ where: { id } });
  for (let time = 0; time < 5; time++) await read();
  await db.$executeRaw`ALTER TABLE "User" ADD COLUMN "addedLater" text`;
  expect(await read()).toMatchObject({ id, name: "Ada" });
});
