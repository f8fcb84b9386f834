/**
 * `npm start` and, with `--dev`, `npm run dev`: installs, generates and builds whatever is missing, then serves. Uses
 * only Node, because a fresh clone has no packages. Every failure ends with one sentence.
 */
import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { checkPort } from "./port.mjs";
import { SERVER_ENVIRONMENT } from "./server-process.mjs";
import { isStale } from "./stale.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const DEVELOPMENT = process.argv.includes("--dev");
const SERVER = path.join(ROOT, ".next/standalone/server.js");
const SOURCES = [
  "app",
  "lib",
  "prisma",
  "public",
  "middleware.ts",
  "instrumentation.ts",
  "scripts/build.mjs",
  "scripts/bundle.mjs",
  "scripts/environment.ts",
  "scripts/latchkey.ts",
  "scripts/port.mjs",
  "scripts/server.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "tsconfig.build.json",
  "package-lock.json",
];
const READY_WITHIN_MS = 60_000;
const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET|FETCH_ERROR/;

/** Prints the reason for a failure, and exits. */
function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Runs a program; returns its output, and whether it succeeded. */
function run(command, args, environment = {}) {
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...environment } });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ ok: false, output: String(error) }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}

async function runOrGiveUp(what, args, environment) {
  console.log(`${what}…`);
  const { ok, output } = await run(process.execPath, args, environment);
  if (ok) return;
  console.error(output);
  giveUp(`${what} failed: the lines above say why.`);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    giveUp(`Latchkey needs Node 20.19 or newer, and this is ${process.versions.node}.`);
  }
}

async function installPackages() {
  const installed = path.join(ROOT, "node_modules/.package-lock.json");
  const lock = path.join(ROOT, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("Installing packages…");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // Checked first, because an installation without network would retry for minutes before it fails.
  const ping = await run(npm, ["ping", "--fetch-retries=0", "--fetch-timeout=10000"]);
  const install = NO_NETWORK.test(ping.output) ? ping : await run(npm, ["ci", "--include=dev"]);
  if (install.ok) return;
  if (NO_NETWORK.test(install.output)) {
    giveUp(
      "The packages cannot be installed, for the npm registry cannot be reached: connect to the network, then try again.",
    );
  }
  console.error(install.output);
  giveUp("The packages cannot be installed: npm's lines above say why.");
}

async function generateClient() {
  if (isStale(path.join(ROOT, "lib/db/generated/client.ts"), ROOT, ["prisma/schema", "prisma.config.ts"])) {
    await runOrGiveUp("Generating the database client", ["node_modules/prisma/build/index.js", "generate"]);
  }
}

/** Reads the settings as the app will read them, before the long build. */
async function readSettings() {
  const environment = { NODE_ENV: DEVELOPMENT ? "development" : "production" };
  const { ok, output } = await run(process.execPath, ["--import", "tsx", "scripts/settings.ts"], environment);
  if (!ok) giveUp(output.trim());
  return JSON.parse(output);
}

async function build() {
  if (!isStale(SERVER, ROOT, SOURCES)) return;
  await runOrGiveUp("Building", ["scripts/build.mjs"]);
}

function serve(settings) {
  const args = DEVELOPMENT
    ? ["node_modules/next/dist/bin/next", "dev", "--port", String(settings.port), "--hostname", settings.host]
    : [SERVER];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: "inherit",
    env: {
      ...SERVER_ENVIRONMENT,
      ...process.env,
      ...settings.environment,
      NODE_ENV: DEVELOPMENT ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      NEXT_MANUAL_SIG_HANDLE: "1",
      HOST: settings.host,
      PORT: String(settings.port),
    },
  });
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

async function untilReady({ host, port }) {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host;
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end) {
    const answer = await fetch(`http://${address}:${port}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await wait(50);
  }
  giveUp("Latchkey did not become ready within a minute: the lines above may say why.");
}

function welcome({ appUrl, demo, inbox }) {
  const lines = [`Latchkey is ready at ${appUrl}`];
  if (demo)
    lines.push(
      `  accounts: ${demo.accounts.join(", ")}`,
      `  password: ${demo.password}`,
      `  authenticator key of linus: ${demo.totpSecret}`,
      `  backup codes of linus: ${demo.backupCodes.join(", ")}`,
    );
  if (inbox) lines.push(`  inbox:    ${appUrl}/inbox`);
  console.log(`\n${lines.join("\n")}\n`);
}

checkNode();
await installPackages();
await generateClient();
const settings = await readSettings();
const obstacle = await checkPort(settings.host, settings.port);
if (obstacle !== null) giveUp(obstacle);
if (!DEVELOPMENT) await build();
serve(settings);
await untilReady(settings);
welcome(settings);
