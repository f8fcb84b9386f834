import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Makes an embedded database and migrates it, once for all tests, which get copies of it: making one takes several times as
 * long as copying. Returns what takes it away.
 */
export default function setup(): () => void {
  const template = mkdtempSync(path.join(tmpdir(), "latchkey-template-"));
  const environment = { ...process.env, DATA_DIR: template, DATABASE_URL: "", LOG_LEVEL: "silent" };
  execFileSync(process.execPath, ["--import", "tsx", "scripts/deploy.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: environment,
  });
  process.env.DATABASE_TEMPLATE = template;
  return () => rmSync(template, { recursive: true, force: true });
}
