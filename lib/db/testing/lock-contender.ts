/** A process that tries to lock each folder named on a line of its input, and prints the result. */
import { createInterface } from "node:readline";
import { lockDataDirectory } from "../data-directory-lock";

for await (const directory of createInterface({ input: process.stdin })) {
  const said = await lockDataDirectory(directory).then(
    () => "held",
    (error: Error) => error.name,
  );
  process.stdout.write(`${said}\n`);
}
