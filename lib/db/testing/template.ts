import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The data directory that each test file copies. */
    databaseTemplate: string;
  }
}

/**
 * Creates and migrates an embedded database once for all tests, which copy it, because creating one takes several times
 * as long. Returns a function that deletes it.
 */
export default function setup(project: TestProject): () => void {
  const template = mkdtempSync(path.join(tmpdir(), "latchkey-template-"));
  const environment = { ...process.env, DATA_DIR: template, DATABASE_URL: "", LOG_LEVEL: "silent" };
  execFileSync(process.execPath, ["--import", "tsx", "scripts/latchkey.ts", "db:deploy"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: environment,
  });
  project.provide("databaseTemplate", template);
  return () => rmSync(template, { recursive: true, force: true });
}
