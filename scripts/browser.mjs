import { existsSync, realpathSync } from "node:fs";
import path from "node:path";

/** The lightest first: the headless shell takes half the time of a full browser. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

const isHeadlessShell = (file) => path.basename(file).includes("headless");

/** Returns the existing files of a program name or an absolute path. */
function find(name) {
  if (path.isAbsolute(name)) return existsSync(name) ? [name] : [];
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).filter((file) => existsSync(file));
}

/**
 * Finds the browser of the tests: the one in `E2E_BROWSER`, otherwise an installed Chromium or Chrome.
 *
 * @returns {string | undefined} its path, or `undefined` to use Playwright's own
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
 * Finds an installed browser of the other kind: a full Chromium or Chrome if the first is a headless shell, and vice
 * versa.
 *
 * @returns {string | undefined} its path, or `undefined` if there is none
 */
export function otherBrowserExecutable() {
  const first = browserExecutable();
  if (first === undefined) return undefined;
  return NAMES.flatMap(find).find(
    (file) => realpathSync(file) !== realpathSync(first) && isHeadlessShell(file) !== isHeadlessShell(first),
  );
}
