import { closeDatabase } from "@/lib/db/client";
import { whyNot } from "@/lib/server/why-not";

/** What came of a command, and whether it was done. */
export type Outcome = { done: boolean; words: string };

/**
 * Runs what a command line asks for and prints what came of it; the process ends with 1 if it was not done. With the embedded
 * database only while no server runs on it.
 */
export async function printOutcome(command: (args: string[]) => Promise<Outcome>): Promise<void> {
  try {
    const { done, words } = await command(process.argv.slice(2));
    await closeDatabase();
    if (done) return console.log(words);
    console.error(words);
  } catch (error) {
    console.error(whyNot(error));
  }
  process.exit(1);
}
