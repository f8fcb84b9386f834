/** The changes of a branch, for `npm test -- --changed`. */
import { execFileSync } from "node:child_process";

/** The flows from beginning to end. They run after every change of the server. */
const JOURNEYS = "e2e/journeys.spec.ts";

/** The files that the server is built from, without their tests. */
const SERVER =
  /^(app|lib|prisma|public)\/(?!.*\.test\.tsx?$)|^(middleware|instrumentation)\.ts$|^(next\.config\.mjs|package-lock\.json)$/;

const git = (root, ...args) =>
  execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

/**
 * Returns the commit from which the current branch began: where it left `origin/main` or `main`; on `main` itself, the
 * last pushed commit, or `HEAD` if there is no remote.
 *
 * @param {string} root the folder of the project
 * @returns {string} a commit hash
 * @throws {Error} if the folder is not a Git repository
 */
export function branchStart(root) {
  for (const main of ["origin/main", "main"]) {
    try {
      return git(root, "merge-base", "HEAD", main);
    } catch {
      // There is no branch of this name.
    }
  }
  return git(root, "rev-parse", "HEAD");
}

/**
 * Returns the files that differ from a commit, committed or not, including new ones.
 *
 * @param {string} root the folder of the project
 * @param {string} commit
 * @returns {string[]} paths relative to the root
 */
export function changedFiles(root, commit) {
  const changed = git(root, "diff", "--name-only", commit);
  const added = git(root, "ls-files", "--others", "--exclude-standard");
  return [...new Set(`${changed}\n${added}`.split("\n").filter((name) => name !== ""))];
}

/**
 * Returns whether a change requires a new build.
 *
 * @param {string[]} changed paths relative to the root
 */
export function affectsServer(changed) {
  return changed.some((name) => SERVER.test(name));
}

/**
 * Returns the Playwright files that a change can affect: those that import a changed file, and after a change of the
 * server the flows from beginning to end.
 *
 * @param {string} root the folder of the project
 * @param {string} commit
 * @param {string[]} changed paths relative to the root
 * @returns {string[]}
 */
export function affectedSpecs(root, commit, changed) {
  const args = ["test", "--list", "--reporter=json", "--pass-with-no-tests", `--only-changed=${commit}`];
  const output = execFileSync(process.execPath, ["node_modules/@playwright/test/cli.js", ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const specs = JSON.parse(output).suites.map(({ file }) => `e2e/${file}`);
  return [...new Set(affectsServer(changed) ? [...specs, JOURNEYS] : specs)].sort();
}
