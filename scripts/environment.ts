import { readFileSync } from "node:fs";
import path from "node:path";
import nextEnv from "@next/env";
import { ConfigError } from "@/lib/config";

/** The files that every entry point reads. A variable of the shell wins over both, and the first file over the second. */
const FILES = [".env.local", ".env"];

const STANDALONE = path.join(".next", "standalone");

/** Settings that hold a path. A relative one starts at the folder of the app. */
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
 * Finds the folder of the app, where its `.env` is: that of the program, or that of the checkout where the program is a
 * build inside its checkout.
 *
 * @param programFolder the folder of the program that was started
 */
export function appFolder(programFolder: string): string {
  const isBuildInCheckout = programFolder.endsWith(path.sep + STANDALONE);
  return isBuildInCheckout ? path.resolve(programFolder, "../..") : programFolder;
}

/**
 * Loads the settings of the files `.env.local` and `.env` into the environment of this process, and makes relative paths
 * absolute. Does nothing with the files where a process that started this one has loaded them.
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
  // Next loads files by itself, some of them only in one of its modes, unless this is set.
  setEnvironment({ ...process.env, ...Object.fromEntries(paths), __NEXT_PROCESSED_ENV: "true" });
}

/**
 * Sets variables of this process. A server of Next in this process keeps them: at its start it deletes every variable
 * that is not in the copy of the environment that `@next/env` made when it was first called.
 */
export function setEnvironment(variables: Record<string, string | undefined>): void {
  Object.assign(process.env, variables);
  nextEnv.updateInitialEnv(variables);
}
