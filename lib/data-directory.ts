import { mkdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Creates a folder that only the current system user can open, and its parent folders. `mkdirSync` with `recursive`
 * never returns if a file system such as /proc rejects a folder as missing.
 *
 * @throws an error of the file system, such as EACCES, or EEXIST if a file has that name
 */
export function ensureDirectory(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = path.dirname(path.resolve(directory));
  if (!statSync(parent, { throwIfNoEntry: false })) ensureDirectory(parent);
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    // Another process may have created it concurrently.
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
