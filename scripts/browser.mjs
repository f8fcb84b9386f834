import { existsSync, realpathSync } from "node:fs";
import path from "node:path";

/** The lightest first: without a window of its own it takes half the time. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

const isHeadlessShell = (file) => path.basename(file).includes("headless");

/** The files that a name or a path stands for. */
function find(name) {
  if (path.isAbsolute(name)) return existsSync(name) ? [name] : [];
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).filter((file) => existsSync(file));
}

/**
 * Finds the browser of the tests: the one that `E2E_BROWSER` names, otherwise an installed Chromium or Chrome.
 *
 * @returns {string | undefined} its path; `undefined` leaves it to Playwright's own
 * @throws {Error} if `E2E_BROWSER` names no file
 */
export function browserExecutable() {
  const chosen = process.env.E2E_BROWSER;
  if (!chosen) return NAMES.flatMap(find)[0];
  const [file] = find(chosen);
  if (!file) throw new Error(`E2E_BROWSER is ${chosen}, which is neither a file nor a program on the PATH.`);
  return file;
}

/**
 * Finds an installed browser of the other kind: a full Chromium or Chrome beside the headless shell, and the reverse.
 *
 * @returns {string | undefined} its path; `undefined` if there is none
 */
export function otherBrowserExecutable() {
  const first = browserExecutable();
  if (first === undefined) return undefined;
  return NAMES.flatMap(find).find(
    (file) => realpathSync(file) !== realpathSync(first) && isHeadlessShell(file) !== isHeadlessShell(first),
  );
}
