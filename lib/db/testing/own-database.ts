/**
 * Gives a test file its own migrated embedded database, which is closed and deleted after the tests. It must be the
 * first import of the file.
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, inject } from "vitest";
import { closeDatabase } from "../client";

const folder = mkdtempSync(path.join(tmpdir(), "latchkey-test-"));
cpSync(inject("databaseTemplate"), folder, { recursive: true });
process.env.DATA_DIR = folder;

afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true, force: true });
});
