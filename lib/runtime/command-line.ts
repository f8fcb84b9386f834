import { setTimeout as wait } from "node:timers/promises";
import type { Outcome } from "@/lib/commands/outcome";
import { runCommand } from "@/lib/commands/run";
import { config } from "@/lib/config";
import { closeDatabase } from "@/lib/db/client";
import { DataDirectoryInUseError } from "@/lib/db/data-directory-lock";
import { requestCommand } from "./command-socket";

/** How long to wait for a server that is starting, or for another command. */
const PATIENCE_MS = 15_000;
const PAUSE_MS = 100;

async function runHere(args: string[]): Promise<Outcome> {
  try {
    return await runCommand(args);
  } finally {
    await closeDatabase();
  }
}

/**
 * Runs an administrative command: in the server if one is running on the embedded database, otherwise in this process.
 *
 * @param args the name of the command and its arguments
 * @returns the message to print, and whether the command succeeded
 * @throws DataDirectoryInUseError if another process uses the embedded database and does not serve commands
 */
export async function runCommandLine(args: string[]): Promise<Outcome> {
  const { databaseUrl, dataDirectory } = config();
  if (databaseUrl !== null) return runHere(args);
  const deadline = performance.now() + PATIENCE_MS;
  while (true) {
    const outcome = await requestCommand(dataDirectory, args);
    if (outcome !== null) return outcome;
    try {
      return await runHere(args);
    } catch (error) {
      if (!(error instanceof DataDirectoryInUseError) || performance.now() > deadline) throw error;
    }
    await wait(PAUSE_MS);
  }
}
