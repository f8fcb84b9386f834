import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
const COPIED = ["app", "lib", "middleware.ts", "tsconfig.json", "next-env.d.ts", "package.json"];
const TABLE = "lib/session-tasks.ts";
/** Upper bound for a busy machine. */
const LIMIT_MS = 600_000;

let copy = "";

/** Returns the code of the recipe, by the file that each piece belongs to. */
function recipe(): Map<string, string> {
  const text = readFileSync(path.join(ROOT, "docs/session-tasks.md"), "utf8");
  const [, section = ""] = text.split("## Add a task");
  const pieces = section.matchAll(/`((?:lib|app)\/[^`]+\.tsx?)`[^`]*?:\n\n```tsx?\n([\s\S]*?)```/g);
  return new Map([...pieces].map(([, file = "", code = ""]) => [file, code]));
}

/** Applies the recipe to a copy of the project. */
function follow(): void {
  for (const [file, code] of recipe()) {
    const target = path.join(copy, file);
    if (file === TABLE) {
      const table = readFileSync(target, "utf8");
      writeFileSync(target, table.replace("\n];\n\ntype Task =", `\n${code}];\n\ntype Task =`));
      continue;
    }
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
}

const run = (...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: copy, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** Returns the output of a failed program, or an empty string. */
function complaints(...args: string[]): string {
  try {
    run(...args);
    return "";
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}

describe("the recipe for a custom task", () => {
  beforeAll(() => {
    copy = mkdtempSync(path.join(tmpdir(), "latchkey-recipe-"));
    for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
    symlinkSync(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"));
    follow();
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test("contains an entry, the flow function, and the page", () => {
    expect([...recipe().keys()]).toEqual([
      TABLE,
      "lib/flows/session-tasks/complete-profile.ts",
      ...["actions.ts", "form.tsx", "page.tsx"].map(
        (file) => `app/(auth)/session-tasks/complete-profile/${file}`,
      ),
    ]);
  });

  test("compiles without changes", { timeout: LIMIT_MS }, () => {
    const include = ["next-env.d.ts", "middleware.ts", "app/(auth)/session-tasks/complete-profile"];
    writeFileSync(
      path.join(copy, "tsconfig.recipe.json"),
      JSON.stringify({ extends: "./tsconfig.json", include }),
    );
    expect(complaints("node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.recipe.json")).toBe("");
  });

  test("makes the task known to sessions, redirects and settings", { timeout: LIMIT_MS }, () => {
    const script = `
      process.env.TASK_URLS = '{"complete-profile":"/who-are-you"}';
      const { tasksFor } = await import("./lib/session-tasks.ts");
      const { taskPathWithRedirect } = await import("./lib/http/access.ts");
      const facts = (name) => ({
        user: { name, isAdmin: false, passwordCompromised: true, passwordExpired: false, hasSecondFactor: false },
        session: { hasOrganization: false },
      });
      console.log(JSON.stringify([tasksFor(facts(null), {}), tasksFor(facts("Ada"), {}), taskPathWithRedirect("complete-profile", "/a")]));`;
    writeFileSync(path.join(copy, "ask.mts"), script);
    expect(JSON.parse(run("--import", "tsx", "ask.mts"))).toEqual([
      ["reset-password", "complete-profile"],
      ["reset-password"],
      "/who-are-you?redirect_url=%2Fa",
    ]);
  });
});
