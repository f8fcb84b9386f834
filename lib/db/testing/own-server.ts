/**
 * Gives a test file its own migrated database on a PostgreSQL server, for requests that race: the embedded database has
 * one connection. It must be the first import of the file.
 */
import { provideServerDatabase } from "./server-database";

await provideServerDatabase();
