import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "@/e2e/servers/port";
import { isStale } from "@/scripts/stale.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const READY_WITHIN_MS = 60_000;

/** A small Next app of the benchmark. */
export type NextApp = { url: string; pid: number; stop: () => Promise<void> };

/** Installs the packages of a folder from its lockfile, unless they are installed. */
export function installPackages(folder: string): void {
  const installed = path.join(folder, "node_modules/.package-lock.json");
  const lock = path.join(folder, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw new Error(`The packages of ${folder} cannot be installed.`);
}

/**
 * Builds an app unless its build is newer than its sources, and starts it in production mode.
 *
 * @param folder of the app
 * @param packages the folder with its `node_modules`
 * @param settings environment variables, to which `APP_URL` is added
 */
export async function startNextApp(
  folder: string,
  packages: string,
  settings: Record<string, string> = {},
): Promise<NextApp> {
  const next = path.join(packages, "node_modules/next/dist/bin/next");
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: "production" as const,
    NEXT_TELEMETRY_DISABLED: "1",
    APP_URL: url,
    ...settings,
  };
  build(folder, next, env);
  const child = spawn(process.execPath, [next, "start", "-p", String(port)], {
    cwd: folder,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  await untilAnswers(url, child);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

function build(folder: string, next: string, env: NodeJS.ProcessEnv): void {
  const name = path.relative(ROOT, folder);
  const sources = [
    "app",
    "auth.mjs",
    "middleware.ts",
    "middleware.js",
    "next.config.mjs",
    "package-lock.json",
  ]
    .map((source) => path.join(name, source))
    .filter((source) => existsSync(path.join(ROOT, source)));
  const lock = path.relative(ROOT, path.join(path.dirname(next), "../../../../package-lock.json"));
  if (!isStale(path.join(folder, ".next/BUILD_ID"), ROOT, [...sources, lock])) return;
  const built = spawnSync(process.execPath, [next, "build"], { cwd: folder, env, encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stdout + built.stderr);
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end && child.exitCode === null) {
    if (await fetch(url, { redirect: "manual" }).catch(() => null)) return;
    await wait(50);
  }
  child.kill();
  throw new Error(`${url} did not answer.`);
}
