import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A data directory of a test's own, whose embedded database is migrated already. The test takes it away. */
export function migratedFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-test-"));
  cpSync(process.env.DATABASE_TEMPLATE ?? "", folder, { recursive: true });
  return folder;
}
