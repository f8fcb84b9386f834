/**
 * `npm run build`: builds the server that `npm start`, the container and the tests all run, with its static files beside
 * it, and prints how much JavaScript the sign-in page sends.
 */
import { spawnSync } from "node:child_process";
import { cpSync, rmSync, utimesSync } from "node:fs";
import path from "node:path";
import { pageWeight } from "./page-weight.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const STANDALONE = path.join(ROOT, ".next/standalone");

rmSync(STANDALONE, { recursive: true, force: true });
const build = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
});
if (build.status !== 0) process.exit(build.status ?? 1);
cpSync(path.join(ROOT, ".next/static"), path.join(STANDALONE, ".next/static"), { recursive: true });
cpSync(path.join(ROOT, "public"), path.join(STANDALONE, "public"), { recursive: true });
// What it was built from is older than this moment.
const now = new Date();
utimesSync(path.join(STANDALONE, "server.js"), now, now);

const kilobytes = (pageWeight(ROOT, "(auth)/sign-in") / 1000).toFixed(1);
console.log(`/sign-in sends ${kilobytes} kB of JavaScript (gzip) above what every page of this Next sends.`);
