/**
 * Gives a test file its own migrated database: on a PostgreSQL server, or an embedded one if PostgreSQL is not
 * installed or if `UNIT_DATABASE=embedded`. It must be the first import of the file.
 */
import { inject } from "vitest";
import { provideEmbeddedDatabase } from "./embedded-database";
import { provideServerDatabase } from "./server-database";

await (inject("postgres") === null ? provideEmbeddedDatabase() : provideServerDatabase());
