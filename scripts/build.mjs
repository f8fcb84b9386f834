/**
 * `npm run build`: builds the server that `npm start`, the container and the tests run, with its static files and the
 * administrative commands. Prints how much JavaScript the sign-in page sends.
 */
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { bundle } from "./bundle.mjs";
import { pageWeight } from "./page-weight.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const STANDALONE = path.join(ROOT, ".next/standalone");

/**
 * Returns the environment without settings, so that the build depends on none of them. `.env.example` lists them all.
 */
function environmentOfBuild() {
  const names = readFileSync(path.join(ROOT, ".env.example"), "utf8").matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm);
  const settings = new Set([...names].map(([, name]) => name));
  const others = Object.entries(process.env).filter(([name]) => !settings.has(name));
  return {
    ...Object.fromEntries(others),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    // Prevents Next from reading `.env` files.
    __NEXT_PROCESSED_ENV: "true",
  };
}

rmSync(STANDALONE, { recursive: true, force: true });
const built = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
  cwd: ROOT,
  stdio: "inherit",
  env: environmentOfBuild(),
});
if (built.status !== 0) process.exit(built.status ?? 1);
// Next copies these files, and the server would read the outdated copies.
for (const name of readdirSync(STANDALONE)) if (name.startsWith(".env")) rmSync(path.join(STANDALONE, name));
renameSync(path.join(STANDALONE, "server.js"), path.join(STANDALONE, "next-server.js"));
cpSync(path.join(ROOT, ".next/static"), path.join(STANDALONE, ".next/static"), { recursive: true });
cpSync(path.join(ROOT, "public"), path.join(STANDALONE, "public"), { recursive: true });
await bundle("scripts/latchkey.ts", path.join(STANDALONE, "latchkey.mjs"));
// Built last, because `isStale` compares the sources with this file.
await bundle("scripts/server.ts", path.join(STANDALONE, "server.js"));

const kilobytes = (pageWeight(ROOT, "(auth)/sign-in") / 1000).toFixed(1);
console.log(`/sign-in sends ${kilobytes} kB of JavaScript (gzip) above what every page of this Next sends.`);
