import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hasTests, withoutMarked } from "./marked-tests";
import type { Feature } from "./recipe";

/** How the tests that need a feature are marked in their names. */
const MARKS: Record<Feature, string> = {
  "text-messages": "@texts",
  organizations: "@organizations",
  administration: "@administration",
};

/** `docs/forking.md` of a project. */
export const documentOf = (root: string): string => path.join(root, "docs/forking.md");

/** What only makes forks: a fork that was made needs it no more, and its lists no longer fit. */
const OWN = ["scripts/fork.ts", "scripts/forking"];
const OWN_COMMAND = /\n {4}"fork": .*/;
const OWN_WORDS =
  /\nThe lists below are tried out by .*\n.*\n|\n## Taking features out\n[\s\S]*?(?=\n## Afterwards\n)/g;

/** Copies what belongs to a project, as Git sees it: what is ignored stays behind, such as `.env`. */
export function copyProject(from: string, to: string): void {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const names = execFileSync("git", args, { cwd: from, encoding: "utf8" }).split("\0");
  for (const name of names.filter((name) => name !== "" && existsSync(path.join(from, name))))
    cpSync(path.join(from, name), path.join(to, name));
}

const testFilesIn = (root: string): string[] =>
  ["app", "lib", "e2e", "scripts"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(test|spec)\.tsx?$/.test(name))
      .map((name) => path.join(root, folder, name)),
  );

/** Takes the tests of features out of a copy; a file that has none left goes. */
export function takeOutTests(root: string, features: readonly Feature[]): void {
  for (const file of testFilesIn(root)) {
    const source = readFileSync(file, "utf8");
    const left = features.reduce((text, feature) => withoutMarked(text, MARKS[feature]), source);
    if (left === source) continue;
    if (hasTests(left)) writeFileSync(file, left);
    else rmSync(file);
  }
}

/** Takes out what only made the copy. */
export function takeOutForking(root: string): void {
  for (const name of OWN) rmSync(path.join(root, name), { recursive: true });
  for (const [file, what] of [
    [path.join(root, "package.json"), OWN_COMMAND],
    [documentOf(root), OWN_WORDS],
  ] as const) {
    writeFileSync(file, readFileSync(file, "utf8").replace(what, ""));
  }
}

/** Removes imports that nobody needs any more, and formats. */
export function tidy(root: string, biome: string): void {
  const check = (...args: string[]) =>
    execFileSync(process.execPath, [biome, "check", "--write", ...args, "."], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    });
  check("--unsafe", "--only=correctness/noUnusedImports");
  check();
}
