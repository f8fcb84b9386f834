import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import ignore from "ignore";
import { hasTests, withoutMarked } from "./marked-tests";
import type { Feature } from "./recipe";

/** The tags in the titles of tests that need a feature. */
const MARKS: Record<Feature, string> = {
  "text-messages": "@texts",
  organizations: "@organizations",
  administration: "@administration",
};

/** Returns the path of `docs/forking.md` in a project. */
export const documentOf = (root: string): string => path.join(root, "docs/forking.md");

/** The files that only create forks. A fork does not need them, and the lists no longer match it. */
const OWN = ["scripts/fork.ts", "scripts/forking", "scripts/mutation.ts", "scripts/mutation"];
const OWN_PACKAGE = "ignore";
const OWN_WORDS =
  /\nThe lists below are tested by .*\n.*\n|\n## Taking features out\n[\s\S]*?(?=\n## Afterwards\n)/g;

/** Copies the files of a project, except those in `.gitignore`, such as `.env`. */
export function copyProject(from: string, to: string): void {
  const ignored = ignore()
    .add(".git")
    .add(readFileSync(path.join(from, ".gitignore"), "utf8"));
  const isPart = (source: string) => {
    const name = path.relative(from, source);
    return name === "" || !ignored.ignores(statSync(source).isDirectory() ? `${name}/` : name);
  };
  cpSync(from, to, { recursive: true, filter: isPart });
}

const testFilesIn = (root: string): string[] =>
  ["app", "lib", "e2e", "scripts"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(test|spec)\.tsx?$/.test(name))
      .map((name) => path.join(root, folder, name)),
  );

/** Removes the tests of features from a copy, and files without remaining tests. */
export function removeTests(root: string, features: readonly Feature[]): void {
  for (const file of testFilesIn(root)) {
    const source = readFileSync(file, "utf8");
    const left = features.reduce((text, feature) => withoutMarked(text, MARKS[feature]), source);
    if (left === source) continue;
    if (hasTests(left)) writeFileSync(file, left);
    else rmSync(file);
  }
}

/**
 * Removes missing settings from `.env.example` and `docs/configuration.md` of a copy, with its own command.
 *
 * @param packages the folder `node_modules` that the command uses, because the copy may have none
 */
export function removeSettings(root: string, packages: string): void {
  const link = path.join(root, "node_modules");
  const isInstalled = existsSync(link);
  if (!isInstalled) symlinkSync(packages, link);
  try {
    execFileSync(process.execPath, ["--import", "tsx", "scripts/configuration.ts"], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    });
  } finally {
    if (!isInstalled) unlinkSync(link);
  }
}

type Manifest = { scripts: Record<string, string>; devDependencies: Record<string, string> };
type Lockfile = { packages: Record<string, Partial<Manifest>> };

function editJson<T>(file: string, change: (content: T) => void): void {
  const content = JSON.parse(readFileSync(file, "utf8")) as T;
  change(content);
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

/** The sections of `docs/testing.md` about the list of guards, whose files a fork may lack. */
const WORDS_OF_GUARDS = /\n\| `npm run test:mutation` .*|## Missing guards\n[\s\S]*?(?=## )/g;

/**
 * Removes the files that created the copy, and the list of guards, which only matches this project. The package that
 * only they import stays in the lockfile, because other packages depend on it.
 */
export function removeForking(root: string): void {
  for (const name of OWN) rmSync(path.join(root, name), { recursive: true });
  writeFileSync(documentOf(root), readFileSync(documentOf(root), "utf8").replace(OWN_WORDS, ""));
  const testing = path.join(root, "docs/testing.md");
  writeFileSync(testing, readFileSync(testing, "utf8").replace(WORDS_OF_GUARDS, ""));
  editJson<Manifest>(path.join(root, "package.json"), ({ scripts, devDependencies }) => {
    delete scripts.fork;
    delete scripts["test:mutation"];
    delete devDependencies[OWN_PACKAGE];
  });
  editJson<Lockfile>(path.join(root, "package-lock.json"), ({ packages }) => {
    delete packages[""]?.devDependencies?.[OWN_PACKAGE];
  });
}

/** Removes unused imports, and formats. */
export function tidy(root: string, biome: string): void {
  const check = (...args: string[]) =>
    execFileSync(process.execPath, [biome, "check", "--write", ...args, "."], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    });
  check("--unsafe", "--only=correctness/noUnusedImports");
  check();
}
