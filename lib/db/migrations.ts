import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import type pg from "pg";
import { connectServerClient, ensureSchema } from "./server-connection";

/** Thrown when the migrations of this version do not match the database. The message is one sentence. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/** One folder of `prisma/migrations`. */
export type Migration = { name: string; sql: string; checksum: string };

/** A database connection for migrations, with a lock against concurrent migrations. */
export type MigrationSession = {
  open: () => Promise<void>;
  /** Runs any number of SQL statements without parameters. */
  run: (sql: string) => Promise<void>;
  query: <Row>(sql: string, values: unknown[]) => Promise<Row[]>;
  close: () => Promise<void>;
};

const FOLDER = "prisma/migrations";

/** The advisory lock that `prisma migrate` also uses, so that the two never run concurrently. */
const ADVISORY_LOCK = 72_707_369;

const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

/** Reads the migrations of this version, oldest first. */
export function readMigrations(folder = FOLDER): Migration[] {
  const names = readdirSync(/*turbopackIgnore: true*/ folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return names.map((name) => {
    const sql = readFileSync(/*turbopackIgnore: true*/ path.join(folder, name, "migration.sql"), "utf8");
    return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

/** Connects to a PostgreSQL server for migrations. */
export function serverConnection(databaseUrl: string): MigrationSession {
  let client: pg.Client | null = null;
  const query = async <Row>(sql: string, values?: unknown[]) =>
    ((await client?.query(sql, values))?.rows ?? []) as Row[];
  return {
    open: async () => {
      client = await connectServerClient(databaseUrl);
      await query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
      await ensureSchema(client, databaseUrl);
    },
    run: async (sql) => void (await query(sql)),
    query,
    close: async () => client?.end(),
  };
}

/** Uses the embedded database for migrations. Its folder is already locked for this process. */
export function embeddedConnection(postgres: PGlite): MigrationSession {
  return {
    open: async () => undefined,
    run: async (sql) => void (await postgres.exec(sql)),
    query: async <Row>(sql: string, values: unknown[]) => (await postgres.query<Row>(sql, values)).rows,
    close: async () => undefined,
  };
}

/**
 * Applies every missing migration, each in a transaction together with its row in `_prisma_migrations`, like `prisma
 * migrate deploy`. Concurrent processes apply each migration only once.
 *
 * @returns the names of the applied migrations, oldest first
 * @throws MigrationError if a migration was changed after it was applied, or has failed before
 */
export async function applyMigrations(
  session: MigrationSession,
  migrations = readMigrations(),
): Promise<string[]> {
  try {
    await session.open();
    await session.run(CREATE_TABLE);
    const missing = await missingMigrations(session, migrations);
    for (const migration of missing) await applyOne(session, migration);
    return missing.map(({ name }) => name);
  } finally {
    await session.close();
  }
}

async function missingMigrations(session: MigrationSession, migrations: Migration[]): Promise<Migration[]> {
  const rows = await session.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
    [],
  );
  const known = new Map(rows.map((row) => [row.name, row]));
  for (const { name, checksum } of migrations) {
    const row = known.get(name);
    if (row && !row.finished)
      throw new MigrationError(`Migration ${name} has failed before: mend it by hand first.`);
    if (row && row.checksum !== checksum)
      throw new MigrationError(`Migration ${name} was changed after it was applied.`);
  }
  return migrations.filter(({ name }) => !known.has(name));
}

async function applyOne(session: MigrationSession, { name, sql, checksum }: Migration): Promise<void> {
  await session.run("BEGIN");
  try {
    await session.run(sql);
    await session.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await session.run("COMMIT");
  } catch (error) {
    await session.run("ROLLBACK");
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`Migration ${name} could not be applied: ${reason}.`);
  }
}
