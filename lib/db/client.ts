import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { config } from "@/lib/config";
import { globalSingleton } from "@/lib/global-singleton";
import { type EmbeddedDatabase, openEmbeddedDatabase } from "./embedded";
import { Prisma, PrismaClient } from "./generated/client";
import { applyMigrations, embeddedConnection, serverConnection } from "./migrations";
import { createServerPool, currentSchema } from "./server-connection";
import { createStatementNames } from "./statement-names";

/**
 * The database, or a transaction on it. Inside a transaction use only the transaction: the embedded database has one
 * connection.
 */
export type Db = PrismaClient | Prisma.TransactionClient;

const POOL_SIZE = 10;
const STATEMENT_TIMEOUT_MS = 10_000;

type Connection = { db: PrismaClient; embedded: EmbeddedDatabase | null };

async function connect(): Promise<Connection> {
  const { databaseUrl, dataDirectory } = config();
  if (databaseUrl === null) {
    const embedded = await openEmbeddedDatabase(dataDirectory);
    return { db: new PrismaClient({ adapter: new PrismaPGlite(embedded.postgres) }), embedded };
  }
  const pool = createServerPool({ max: POOL_SIZE, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
  try {
    const adapter = new PrismaPg(pool, {
      schema: await currentSchema(pool),
      disposeExternalPool: true,
      statementNameGenerator: createStatementNames(),
    });
    return { db: new PrismaClient({ adapter }), embedded: null };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

const state = globalSingleton<{ connection: Promise<Connection> | null }>("database", () => ({
  connection: null,
}));

function connection(): Promise<Connection> {
  state.connection ??= connect().catch((error: unknown) => {
    state.connection = null;
    throw error;
  });
  return state.connection;
}

/**
 * Returns the database: PostgreSQL at `DATABASE_URL`, or the embedded one. The whole process shares one client.
 *
 * @throws DataDirectoryInUseError if another process uses the embedded database
 */
export async function database(): Promise<PrismaClient> {
  return (await connection()).db;
}

/** Returns the embedded database, or `null` if a server is used. */
export async function embeddedDatabase(): Promise<EmbeddedDatabase | null> {
  return (await connection()).embedded;
}

/**
 * Applies the missing migrations.
 *
 * @returns the names of the applied migrations
 * @throws MigrationError if a migration cannot be applied
 */
export async function migrateDatabase(): Promise<string[]> {
  const { databaseUrl } = config();
  if (databaseUrl !== null) return applyMigrations(serverConnection(databaseUrl));
  const { embedded } = await connection();
  return embedded === null ? [] : applyMigrations(embeddedConnection(embedded.postgres));
}

/** Closes the database. It must not be used afterwards. */
export async function closeDatabase(): Promise<void> {
  const { connection: open } = state;
  state.connection = null;
  if (open === null) return;
  const { db, embedded } = await open;
  await db.$disconnect();
  await embedded?.close();
}

export { Prisma };
