/**
 * `npm test`: runs all checks, also in a fresh clone. Installs missing packages, a browser, PostgreSQL and nginx. The
 * last line counts all tests. Arguments are passed to Playwright. `--changed` runs all static checks, but only the
 * tests that changes since the branch began can affect.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { browserExecutable, otherBrowserExecutable } from "./browser.mjs";
import { affectedSpecs, branchStart, changedFiles } from "./changed.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const UNIT_REPORT = path.join(ROOT, "test-results/unit.json");
/** The code whose imports follow the layers of `.dependency-cruiser.mjs`. */
const LAYERED_CODE = ["app", "lib", "middleware.ts", "instrumentation.ts"];
const E2E_REPORT = path.join(ROOT, "test-results/e2e.json");

/** Runs a command with visible output; returns whether it succeeded. */
function run(command, args, environment = {}) {
  console.log(`\n> ${[path.basename(command), ...args].join(" ")}`);
  const env = { ...process.env, ...environment };
  return spawnSync(command, args, { cwd: ROOT, stdio: "inherit", env }).status === 0;
}

const node = (...args) => run(process.execPath, args);

/** The names of the steps that failed. */
const failedSteps = [];

/** Runs a step with visible output. */
async function step(name, args, environment = {}) {
  console.log(`\n> node ${args.join(" ")}`);
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: "inherit", env });
  const [status] = await once(child, "exit");
  if (status !== 0) failedSteps.push(name);
}

/** Runs a step beside another one, and prints its output when it has ended. */
async function stepInBackground(name, args) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  console.log(`\n> node ${args.join(" ")}\n${stdout}${stderr}`);
  if (status !== 0) failedSteps.push(name);
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

/** Returns the titles of the failed tests of a Playwright report. */
function failedE2eTests({ specs = [], suites = [] }, file = "") {
  const failed = specs.filter(({ ok }) => !ok).map(({ title, line }) => `${file}:${line} ${title}`);
  return [...failed, ...suites.flatMap((suite) => failedE2eTests(suite, suite.file))];
}

/** Returns the titles of the failed tests of a Vitest report, and the files that could not be run. */
function failedUnitTests({ testResults }) {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const file = path.relative(ROOT, name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0 && status === "failed") return [file];
    return failed.map(({ fullName }) => `${file} ${fullName}`);
  });
}

/** Prints the failed steps and tests, and the number of tests. Returns whether all steps succeeded. */
function report() {
  const unit = readReport(UNIT_REPORT);
  const e2e = readReport(E2E_REPORT);
  const failedTests = [...(unit ? failedUnitTests(unit) : []), ...(e2e ? failedE2eTests(e2e) : [])];
  for (const name of failedSteps) console.log(`Failed step: ${name}`);
  for (const title of failedTests) console.log(`Failed test: ${title}`);
  const passed = (unit?.numPassedTests ?? 0) + (e2e?.stats.expected ?? 0);
  const skipped = (unit?.numPendingTests ?? 0) + (e2e?.stats.skipped ?? 0);
  console.log(`\n${skipped} skipped`);
  // A failed step without tests, such as the linter, counts as one failure.
  console.log(`${passed} passed, ${Math.max(failedTests.length, failedSteps.length)} failed`);
  return failedSteps.length === 0;
}

installPackages();
installBrowser();
installOtherBrowser();
installPostgres();
installNginx();
rmSync(path.join(ROOT, "test-results"), { recursive: true, force: true });

await step("prisma generate", ["node_modules/prisma/build/index.js", "generate"]);
await step("biome", ["node_modules/@biomejs/biome/bin/biome", "check", "."]);
await step("vocabulary", ["scripts/vocabulary.mjs"]);

const isChangedOnly = process.argv.includes("--changed");
const playwrightArgs = process.argv.slice(2).filter((argument) => argument !== "--changed");
const start = isChangedOnly ? branchStart(ROOT) : null;
const specs = start === null ? [] : affectedSpecs(ROOT, start, changedFiles(ROOT, start));
const runsE2e = !isChangedOnly || specs.length > 0;

// The build also generates the types of routes. The type check runs afterwards, so the build skips its own.
if (runsE2e) await step("build", ["scripts/build.mjs"], { TYPES_CHECKED: "1" });

/** The checks that run one after the other beside the unit tests, which also wait for subprocesses. */
async function checkCode() {
  const tsc = "node_modules/typescript/bin/tsc";
  await stepInBackground("types", [tsc, "--noEmit"]);
  // The build of a first start checks types with these options.
  await stepInBackground("types of the build", [tsc, "--noEmit", "--project", "tsconfig.build.json"]);
  await stepInBackground("knip", ["node_modules/knip/bin/knip.js"]);
  await stepInBackground("layers", [
    "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
    ...LAYERED_CODE,
  ]);
}

const unitArgs = start === null ? [] : ["--changed", start, "--passWithNoTests"];
await Promise.all([checkCode(), step("unit tests", ["node_modules/vitest/vitest.mjs", "run", ...unitArgs])]);
if (runsE2e)
  await step("e2e tests", ["node_modules/@playwright/test/cli.js", "test", ...specs, ...playwrightArgs]);
process.exit(report() ? 0 : 1);
