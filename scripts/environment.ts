import { readFileSync } from "node:fs";
import path from "node:path";
import nextEnv from "@next/env";
import { ConfigError } from "@/lib/config-error";

/**
 * The files that every entry point reads. Variables of the shell take precedence over both, and the first file over the
 * second.
 */
const FILES = [".env.local", ".env"];

const STANDALONE = path.join(".next", "standalone");

/** Settings that contain a path. A relative path is resolved from the folder of the app. */
const PATHS = { DATA_DIR: ".data", GEOIP_DATABASE: undefined };

function read(
  folder: string,
  name: string,
): { path: string; contents: string; env: Record<string, string> }[] {
  try {
    return [{ path: name, contents: readFileSync(path.join(folder, name), "utf8"), env: {} }];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new ConfigError(`${path.join(folder, name)} cannot be read (${code}).`);
  }
}

/**
 * Returns the folder of the app, which contains its `.env`: the folder of the program, or the checkout if the program
 * is a build within its checkout.
 *
 * @param programFolder the folder of the program that was started
 */
export function appFolder(programFolder: string): string {
  const isBuildInCheckout = programFolder.endsWith(path.sep + STANDALONE);
  return isBuildInCheckout ? path.resolve(programFolder, "../..") : programFolder;
}

/**
 * Loads the settings of `.env.local` and `.env` into the environment of this process, and makes relative paths
 * absolute. Skips the files if a parent process has loaded them.
 *
 * @param folder the folder of the app
 * @throws ConfigError if a file exists and cannot be read
 */
export function loadEnvironment(folder: string): void {
  nextEnv.processEnv(
    FILES.flatMap((name) => read(folder, name)),
    folder,
  );
  const paths = Object.entries(PATHS).flatMap(([name, byDefault]) => {
    const value = process.env[name] || byDefault;
    return value === undefined ? [] : [[name, path.resolve(folder, value)] as const];
  });
  // Without this, Next loads files itself, and the selection depends on its mode.
  setEnvironment({ ...process.env, ...Object.fromEntries(paths), __NEXT_PROCESSED_ENV: "true" });
}

/**
 * Sets variables of this process so that a Next server in this process keeps them. At its start Next deletes every
 * variable that is not in the copy of the environment that `@next/env` made at its first call.
 */
export function setEnvironment(variables: Record<string, string | undefined>): void {
  Object.assign(process.env, variables);
  nextEnv.updateInitialEnv(variables);
}
