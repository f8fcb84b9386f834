import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

function newestIn(file) {
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(file).map((name) => newestIn(path.join(file, name)));
  return Math.max(stats.mtimeMs, ...inside);
}

/**
 * Whether a generated file is missing, or older than its sources.
 *
 * @param {string} made path of the generated file
 * @param {string} root folder of the sources
 * @param {string[]} sources files and folders
 */
export function isStale(made, root, sources) {
  if (!existsSync(made)) return true;
  const madeAt = statSync(made).mtimeMs;
  return sources.some((source) => newestIn(path.join(root, source)) > madeAt);
}
