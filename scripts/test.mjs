/**
 * `npm test`: runs all checks, also in a fresh clone. Installs missing packages, a browser, PostgreSQL and nginx. The
 * last line counts all tests. Arguments are passed to Playwright.
 */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { browserExecutable, otherBrowserExecutable } from "./browser.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const UNIT_REPORT = path.join(ROOT, "test-results/unit.json");
/** The code whose imports follow the layers of `.dependency-cruiser.mjs`. */
const LAYERED = ["app", "lib", "middleware.ts", "instrumentation.ts"];
const E2E_REPORT = path.join(ROOT, "test-results/e2e.json");

/** Runs a command with visible output; returns whether it succeeded. */
function run(command, args, environment = {}) {
  console.log(`\n> ${[path.basename(command), ...args].join(" ")}`);
  const env = { ...process.env, ...environment };
  return spawnSync(command, args, { cwd: ROOT, stdio: "inherit", env }).status === 0;
}

const node = (...args) => run(process.execPath, args);

/**
 * Runs a script in parallel with others, and prints its output when it has ended. Resolves with whether it succeeded.
 */
function beside(...args) {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT }, (error, stdout, stderr) => {
      console.log(`\n> ${["node", ...args].join(" ")}\n${stdout}${stderr}`);
      resolve(error === null);
    });
  });
}

function must(done, sentence) {
  if (done) return;
  console.error(sentence);
  process.exit(1);
}

function installPackages() {
  const installed = path.join(ROOT, "node_modules/.package-lock.json");
  const upToDate =
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(path.join(ROOT, "package-lock.json")).mtimeMs;
  must(
    upToDate || run("npm", ["ci", "--include=dev"]),
    "The packages cannot be installed: npm's lines above say why.",
  );
}

/** Installs a Debian package, if this is Debian and the permissions suffice. */
function installSystemPackage(name) {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, "apt-get", ...args];
    return run(command, rest, { DEBIAN_FRONTEND: "noninteractive" });
  };
  return apt("update", "-qq") && apt("install", "-y", "-qq", "--no-install-recommends", name);
}

/** Uses an installed browser, otherwise Playwright's own download, otherwise the system's package. */
function installBrowser() {
  if (browserExecutable()) return;
  const done =
    node("node_modules/@playwright/test/cli.js", "install", "chromium") ||
    installSystemPackage("chromium-headless-shell") ||
    installSystemPackage("chromium");
  must(done, "No browser can be installed: install Chromium or Chrome, then try again.");
}

/** Installs the other kind of browser in continuous integration, because some pages are tested in both. */
function installOtherBrowser() {
  if (!process.env.CI || process.env.E2E_BROWSER || otherBrowserExecutable()) return;
  const done = installSystemPackage("chromium") && installSystemPackage("chromium-headless-shell");
  if (!done) console.error("Only one kind of browser can be installed: no page is tested in the other.");
}

const isOnPath = (program) =>
  (process.env.PATH ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));

function installPostgres() {
  if (existsSync("/usr/lib/postgresql") || isOnPath("initdb")) return;
  must(installSystemPackage("postgresql"), "PostgreSQL cannot be installed: install it, then try again.");
}

function installNginx() {
  if (existsSync("/usr/sbin/nginx") || isOnPath("nginx")) return;
  must(installSystemPackage("nginx"), "nginx cannot be installed: install it, then try again.");
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

function countTests() {
  const unit = readReport(UNIT_REPORT);
  const e2e = readReport(E2E_REPORT)?.stats;
  return {
    passed: (unit?.numPassedTests ?? 0) + (e2e?.expected ?? 0),
    failed: (unit?.numFailedTests ?? 0) + (e2e?.unexpected ?? 0) + (e2e?.flaky ?? 0),
    skipped: (unit?.numPendingTests ?? 0) + (e2e?.skipped ?? 0),
  };
}

installPackages();
installBrowser();
installOtherBrowser();
installPostgres();
installNginx();
rmSync(path.join(ROOT, "test-results"), { recursive: true, force: true });

const done = [
  node("node_modules/prisma/build/index.js", "generate"),
  node("node_modules/@biomejs/biome/bin/biome", "check", "."),
  // The build also generates the types of routes. The type check runs afterwards, so the build skips its own.
  run(process.execPath, ["scripts/build.mjs"], { TYPES_CHECKED: "1" }),
];
const checks = [
  beside("node_modules/typescript/bin/tsc", "--noEmit"),
  // The build of a first start checks types with these options.
  beside("node_modules/typescript/bin/tsc", "--noEmit", "--project", "tsconfig.build.json"),
  beside("node_modules/knip/bin/knip.js"),
  beside("scripts/vocabulary.mjs"),
  beside("node_modules/dependency-cruiser/bin/dependency-cruise.mjs", ...LAYERED),
];
done.push(node("node_modules/vitest/vitest.mjs", "run"), ...(await Promise.all(checks)));
done.push(node("node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)));
const failedSteps = done.filter((succeeded) => !succeeded).length;
const { passed, failed, skipped } = countTests();
console.log(`\n${skipped} skipped`);
// A failed step without tests, such as the linter, counts as one failure.
console.log(`${passed} passed, ${Math.max(failed, failedSteps)} failed`);
process.exit(failedSteps > 0 ? 1 : 0);
