import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { affectsServer, branchStart, changedFiles } from "./changed.mjs";

let root = "";

function git(...args: string[]): string {
  const author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
  return execFileSync("git", [...author, ...args], { cwd: root, encoding: "utf8" }).trim();
}

function write(name: string, text = ""): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

function commit(name: string): string {
  write(name, name);
  git("add", ".");
  git("commit", "-qm", name);
  return git("rev-parse", "HEAD");
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "latchkey-changed-"));
  git("init", "-q", "-b", "main");
  write(".gitignore", "ignored\n");
  commit("first");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("changed files", () => {
  test("on main are those that are not committed, new ones included", () => {
    expect(changedFiles(root, branchStart(root))).toEqual([]);
    write("first", "other");
    write("folder/new");
    write("ignored");
    expect(changedFiles(root, branchStart(root))).toEqual(["first", "folder/new"]);
  });

  test("on a branch are also those committed since it left main", () => {
    git("checkout", "-qb", "branch");
    commit("second");
    git("checkout", "-q", "main");
    commit("of main");
    git("checkout", "-q", "branch");
    write("third");
    expect(changedFiles(root, branchStart(root))).toEqual(["second", "third"]);
  });
});

test.each([
  ["app/page.tsx", true],
  ["lib/config.ts", true],
  ["middleware.ts", true],
  ["prisma/schema/users.prisma", true],
  ["package-lock.json", true],
  ["lib/config.test.ts", false],
  ["e2e/sign-in.spec.ts", false],
  ["docs/architecture.md", false],
  ["scripts/test.mjs", false],
])("a change of %s requires a new build: %s", (name, is) => {
  expect(affectsServer([name])).toBe(is);
});
