import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import { lockDataDirectory } from "./data-directory-lock";

/** The embedded PostgreSQL, and how to put it away. */
export type EmbeddedDatabase = { postgres: PGlite; close: () => Promise<void> };

/**
 * Opens the embedded PostgreSQL in a folder, making it at the first time.
 *
 * @param directory the data directory; one process may hold it at a time
 * @throws DataDirectoryInUseError if another process does
 */
export async function openEmbeddedDatabase(directory: string): Promise<EmbeddedDatabase> {
  const unlock = await lockDataDirectory(directory);
  const postgres = await PGlite.create(path.join(directory, "postgres"));
  // The adapter reads a timestamptz as if it were UTC, so the session has to speak UTC.
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
 * Lets the event loop turn before each message to the database. It works within this thread, and its promises alone would let
 * a request of many statements run to its end before anything else does.
 */
function yieldBetweenMessages(postgres: PGlite): void {
  const send = postgres.execProtocolRaw.bind(postgres);
  postgres.execProtocolRaw = async (...message) => {
    await nextTurn();
    return send(...message);
  };
}
