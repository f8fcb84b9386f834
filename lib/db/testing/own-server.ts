/**
 * Gives a test file its own PostgreSQL server with a migrated database, for requests that race: the embedded database
 * has one connection. It must be the first import of the file.
 */
import { afterAll, beforeAll } from "vitest";
import { startPostgres } from "@/e2e/servers/postgres";
import { closeDatabase, migrateDatabase } from "../client";

const server = await startPostgres();
process.env.DATABASE_URL = server.url;

beforeAll(() => migrateDatabase());
afterAll(async () => {
  await closeDatabase();
  await server.stop();
});
