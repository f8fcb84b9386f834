import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { config } from "@/lib/config";
import { openEmbeddedDatabase } from "./embedded";
import { Prisma, PrismaClient } from "./generated/client";

/** The database, or a transaction on it. Inside a transaction use only that: the embedded database has one connection. */
export type Db = PrismaClient | Prisma.TransactionClient;

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 10_000;

async function connect(): Promise<PrismaClient> {
  const { databaseUrl, dataDirectory } = config();
  if (databaseUrl === null) {
    return new PrismaClient({ adapter: new PrismaPGlite(await openEmbeddedDatabase(dataDirectory)) });
  }
  return new PrismaClient({
    adapter: new PrismaPg({
      connectionString: databaseUrl,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      // The adapter reads a timestamptz as if it were UTC, so the session has to speak UTC.
      options: "-c TimeZone=UTC",
    }),
  });
}

// One client for the whole process: middleware, pages and instrumentation are bundled apart, but share `globalThis`.
const shared = globalThis as { latchkeyDatabase?: Promise<PrismaClient> };

/**
 * The database: PostgreSQL at `DATABASE_URL`, or the embedded one. Connects at the first call.
 *
 * @throws DataDirectoryInUseError if another process holds the embedded database
 */
export function database(): Promise<PrismaClient> {
  shared.latchkeyDatabase ??= connect();
  return shared.latchkeyDatabase;
}

export { Prisma };
