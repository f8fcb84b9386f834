/**
 * Gives a test file its own migrated embedded database, also if PostgreSQL is installed. It must be the first import of
 * the file.
 */
import { provideEmbeddedDatabase } from "./embedded-database";

await provideEmbeddedDatabase();
