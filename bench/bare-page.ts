import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..");
/** Outside the project: below it, Next would take the project's lockfile for that of the copy. */
const COPY = path.join(
  tmpdir(),
  `latchkey-bench-${createHash("sha256").update(ROOT).digest("hex").slice(0, 12)}`,
);
const SERVER = ".next/standalone/server.js";
const UNUSED = /^(bench|docs|e2e)\//;

const PAGE = `import { requireActiveSession } from "@/lib/http/guard";

export default async function BarePage() {
  const { user } = await requireActiveSession("/bare");
  return <p>{user.emailAddress}</p>;
}
`;

function run(command: string, args: string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, TYPES_CHECKED: "1" },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${command} failed:\n${stdout}${stderr}`);
}

/** Copies the files of the project that a build reads. The packages are hard links where possible. */
function copyProject(): void {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  const listed = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  for (const file of listed.split("\0"))
    if (file !== "" && !UNUSED.test(file) && existsSync(path.join(ROOT, file)))
      cpSync(path.join(ROOT, file), path.join(COPY, file));
  cpSync(path.join(ROOT, "lib/db/generated"), path.join(COPY, "lib/db/generated"), { recursive: true });
  const packages = path.join(ROOT, "node_modules");
  if (spawnSync("cp", ["-al", packages, COPY]).status !== 0) run("cp", ["-a", packages, COPY], ROOT);
}

/**
 * Builds a copy of the project with one more page, `/bare`: a `<p>` behind a session check. A copy is used as long as
 * it is newer than the build of the project.
 *
 * @returns the folder of the server
 */
export function buildWithBarePage(): string {
  const built = path.join(COPY, SERVER);
  const isFresh = existsSync(built) && statSync(built).mtimeMs > statSync(path.join(ROOT, SERVER)).mtimeMs;
  if (!isFresh) {
    copyProject();
    mkdirSync(path.join(COPY, "app/bare"));
    writeFileSync(path.join(COPY, "app/bare/page.tsx"), PAGE);
    run(process.execPath, ["scripts/build.mjs"], COPY);
  }
  return path.dirname(built);
}
