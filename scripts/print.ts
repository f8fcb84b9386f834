import { closeDatabase } from "@/lib/db/client";
import { whyNot } from "@/lib/server/why-not";

/**
 * Runs what a command line asks for and prints what came of it; a failure ends the process with 1. With the embedded database
 * only while no server runs on it.
 */
export async function printOutcome(command: (args: string[]) => Promise<string>): Promise<void> {
  try {
    console.log(await command(process.argv.slice(2)));
    await closeDatabase();
  } catch (error) {
    console.error(whyNot(error));
    process.exit(1);
  }
}
