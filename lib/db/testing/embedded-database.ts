import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, inject } from "vitest";
import { closeDatabase } from "../client";

/** Upper bound for a busy machine. */
const READY_WITHIN_MS = 120_000;

/** Returns a migrated data directory, which the first caller of a run creates. */
async function template(): Promise<string> {
  const folder = inject("embeddedTemplate");
  const ready = `${folder}-is-ready`;
  if (mkdirSync(folder, { recursive: true }) !== undefined) {
    execFileSync(process.execPath, ["--import", "tsx", "scripts/latchkey.ts", "db:deploy"], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DATA_DIR: folder, DATABASE_URL: "", LOG_LEVEL: "silent" },
    });
    writeFileSync(ready, "");
  }
  const end = Date.now() + READY_WITHIN_MS;
  while (!existsSync(ready)) {
    if (Date.now() > end) throw new Error("The embedded database for the tests was not created.");
    await wait(100);
  }
  return folder;
}

/** Gives a test file its own migrated embedded database, and deletes it after the tests. */
export async function provideEmbeddedDatabase(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-test-"));
  cpSync(await template(), folder, { recursive: true });
  process.env.DATA_DIR = folder;
  afterAll(async () => {
    await closeDatabase();
    rmSync(folder, { recursive: true, force: true });
  });
}
