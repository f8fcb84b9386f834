import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import { lockDataDirectory } from "./data-directory-lock";

/** The embedded PostgreSQL, and a function that closes it. */
export type EmbeddedDatabase = { postgres: PGlite; close: () => Promise<void> };

/**
 * Opens the embedded PostgreSQL in a folder, and creates it on first use.
 *
 * @param directory the data directory, which one process can use at a time
 * @throws DataDirectoryInUseError if another process uses it
 */
export async function openEmbeddedDatabase(directory: string): Promise<EmbeddedDatabase> {
  const unlock = await lockDataDirectory(directory);
  const postgres = await PGlite.create(path.join(directory, "postgres"));
  // The adapter reads a timestamptz as UTC, so the database session must use UTC.
  await postgres.exec("SET TimeZone = 'UTC'");
  yieldBetweenMessages(postgres);
  return {
    postgres,
    close: async () => {
      await postgres.close();
      unlock();
    },
  };
}

/**
 * Yields to the event loop before each message to the database. PGlite runs in this thread, and its promises alone
 * would let a request with many statements block everything else until its end.
 */
function yieldBetweenMessages(postgres: PGlite): void {
  const send = postgres.execProtocolRaw.bind(postgres);
  postgres.execProtocolRaw = async (...message) => {
    await nextTurn();
    return send(...message);
  };
}
