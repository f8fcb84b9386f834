/**
 * For the very first import of a test file, which then works on a migrated embedded database of its own. That is closed and taken
 * away after the file's tests.
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
