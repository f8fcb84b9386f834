import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type PostgresServer, startPostgres } from "@/e2e/servers/postgres";
import { applyMigrations, embeddedConnection, readMigrations, serverConnection } from "./migrations";

const names = readMigrations().map(({ name }) => name);

describe("on the embedded database", () => {
  test("applies each migration once, and records it like Prisma", async () => {
    const postgres = await PGlite.create("memory://");
    expect(await applyMigrations(embeddedConnection(postgres))).toEqual(names);
    expect(await applyMigrations(embeddedConnection(postgres))).toEqual([]);
    const { rows } = await postgres.query<Record<string, unknown>>(
      'SELECT * FROM "_prisma_migrations" ORDER BY 3',
    );
    expect(rows).toHaveLength(names.length);
    expect(rows[0]).toMatchObject({ rolled_back_at: null, applied_steps_count: 1, logs: null });
    expect(rows[0]?.checksum).toMatch(/^[0-9a-f]{64}$/);
    await postgres.close();
  });

  test("rejects a migration that was changed after it was applied", async () => {
    const postgres = await PGlite.create("memory://");
    await applyMigrations(embeddedConnection(postgres));
    const changed = readMigrations().map((migration, index) =>
      index === 0 ? { ...migration, checksum: "0" } : migration,
    );
    await expect(applyMigrations(embeddedConnection(postgres), changed)).rejects.toThrow(
      /was changed after it was applied/,
    );
    await postgres.close();
  });

  test("rolls back a migration that fails", async () => {
    const postgres = await PGlite.create("memory://");
    const broken = { name: "99_broken", sql: "CREATE TABLE half (); SELECT nonsense;", checksum: "0" };
    await expect(applyMigrations(embeddedConnection(postgres), [broken])).rejects.toThrow(
      /99_broken could not be applied/,
    );
    const { rows } = await postgres.query("SELECT to_regclass('half') AS half");
    expect(rows).toEqual([{ half: null }]);
    await postgres.close();
  });

  test("rejects changes of the audit log other than inserting", async () => {
    const postgres = await PGlite.create("memory://");
    await applyMigrations(embeddedConnection(postgres));
    await postgres.exec(`INSERT INTO "AuditEvent" (type, outcome) VALUES ('young', 'success')`);
    await postgres.exec(
      `INSERT INTO "AuditEvent" (type, outcome, "createdAt") VALUES ('old', 'success', now() - interval '91 days')`,
    );
    for (const sql of [
      `UPDATE "AuditEvent" SET type = 'x'`,
      `DELETE FROM "AuditEvent"`,
      `TRUNCATE "AuditEvent"`,
    ]) {
      await expect(postgres.exec(sql)).rejects.toThrow("append-only");
    }
    await postgres.exec(`DELETE FROM "AuditEvent" WHERE type = 'old'`);
    const { rows } = await postgres.query('SELECT type FROM "AuditEvent"');
    expect(rows).toEqual([{ type: "young" }]);
    await postgres.close();
  });
});

describe("on a PostgreSQL server", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  test("concurrent processes apply each migration once", async () => {
    const url = await createDatabase(server.url, "together");
    const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(serverConnection(url))));
    expect(applied.flat()).toEqual(names);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query('SELECT migration_name FROM "_prisma_migrations" ORDER BY 1');
    expect(rows.map((row) => row.migration_name)).toEqual(names);
    await client.end();
  });
});
