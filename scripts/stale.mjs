import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

function newestIn(file) {
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(file).map((name) => newestIn(path.join(file, name)));
  return Math.max(stats.mtimeMs, ...inside);
}

/**
 * Whether something made is missing, or older than what it was made from.
 *
 * @param {string} made path of the file made
 * @param {string} root folder that the sources are in
 * @param {string[]} sources files and folders
 */
export function isStale(made, root, sources) {
  if (!existsSync(made)) return true;
  const madeAt = statSync(made).mtimeMs;
  return sources.some((source) => newestIn(path.join(root, source)) > madeAt);
}
