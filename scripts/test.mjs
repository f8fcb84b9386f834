/**
 * `npm test`: everything there is to check, from a fresh clone. Installs what is missing, a browser, PostgreSQL
 * and nginx too, and ends with one line that counts all tests. Arguments are handed on to Playwright.
 */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { browserExecutable, otherBrowserExecutable } from "./browser.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const UNIT_REPORT = path.join(ROOT, "test-results/unit.json");
const E2E_REPORT = path.join(ROOT, "test-results/e2e.json");

/** Runs a command in sight of whoever waits for it; returns whether it succeeded. */
function run(command, args, environment = {}) {
  console.log(`\n> ${[path.basename(command), ...args].join(" ")}`);
  const env = { ...process.env, ...environment };
  return spawnSync(command, args, { cwd: ROOT, stdio: "inherit", env }).status === 0;
}

const node = (...args) => run(process.execPath, args);

/** Runs a script beside others, and tells what it printed once both are over; resolves with whether it succeeded. */
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

/** Debian's packages, where this is Debian and we may. */
function installSystemPackage(name) {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, "apt-get", ...args];
    return run(command, rest, { DEBIAN_FRONTEND: "noninteractive" });
  };
  return apt("update", "-qq") && apt("install", "-y", "-qq", "--no-install-recommends", name);
}

/** An installed one first, then Playwright's own download, then the system's package. */
function installBrowser() {
  if (browserExecutable()) return;
  const done =
    node("node_modules/@playwright/test/cli.js", "install", "chromium") ||
    installSystemPackage("chromium-headless-shell") ||
    installSystemPackage("chromium");
  must(done, "No browser can be installed: install Chromium or Chrome, then try again.");
}

/** Installs the other kind of browser where continuous integration runs: some pages are tested in both. */
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
  // Makes the types of routes, too, which are checked next: so it need not check any itself.
  run(process.execPath, ["scripts/build.mjs"], { TYPES_CHECKED: "1" }),
];
const checks = [
  beside("node_modules/typescript/bin/tsc", "--noEmit"),
  beside("node_modules/knip/bin/knip.js"),
];
done.push(node("node_modules/vitest/vitest.mjs", "run"), ...(await Promise.all(checks)));
done.push(node("node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)));
const failedSteps = done.filter((succeeded) => !succeeded).length;
const { passed, failed, skipped } = countTests();
console.log(`\n${skipped} skipped`);
// A step without tests of its own, such as the linter, counts as one failure.
console.log(`${passed} passed, ${Math.max(failed, failedSteps)} failed`);
process.exit(failedSteps > 0 ? 1 : 0);
