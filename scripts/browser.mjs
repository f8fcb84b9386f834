import { existsSync } from "node:fs";
import path from "node:path";

/** The lightest first: without a window of its own it takes half the time. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/**
 * An installed Chromium or Chrome.
 *
 * @returns {string | undefined} its path; `undefined` leaves it to Playwright's own
 */
export function browserExecutable() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
}
