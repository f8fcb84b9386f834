import { mkdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Creates a folder that only this user can open, and the folders above it. `mkdirSync` with `recursive` never returns where a
 * file system such as /proc rejects a folder as missing.
 *
 * @throws an error of the file system, such as EACCES, or EEXIST where a file has that name
 */
export function ensureDirectory(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = path.dirname(path.resolve(directory));
  if (!statSync(parent, { throwIfNoEntry: false })) ensureDirectory(parent);
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    // Another process can have created it meanwhile.
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
