/**
 * `npm run test:mutation`: removes the guards of `mutation/guards.ts` one at a time in a copy of the project, runs the
 * unit tests that must fail then, and prints the share of detected removals. Arguments select the guards whose file
 * path contains one of them. Exits with 1 if a removal was not detected, or if a file does not contain its guard as
 * listed.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createVitest, type Vitest } from "vitest/node";
import { copyProject } from "./forking/copy";
import { GUARDS, type Guard } from "./mutation/guards";

const ROOT = path.resolve(import.meta.dirname, "..");

const firstLine = (text: string) => text.trim().split("\n")[0]?.trim() ?? "";
const label = ({ file, snippet, without }: Guard) =>
  `${file}: ${firstLine(snippet)}${without === "" ? "" : ` → ${firstLine(without)}`}`;

/** Throws unless the file contains the guard exactly once. */
function checkGuard(guard: Guard): void {
  const count = readFileSync(path.join(ROOT, guard.file), "utf8").split(guard.snippet).length - 1;
  if (count !== 1) throw new Error(`Found ${count} times instead of once: ${label(guard)}`);
}

/** Runs unit tests. Resolves with the failures. */
async function failuresOf(vitest: Vitest, root: string, tests: readonly string[]): Promise<string[]> {
  const specifications = await vitest.globTestSpecifications(tests.map((file) => path.join(root, file)));
  if (specifications.length === 0) throw new Error(`There are no tests in ${tests.join(", ")}.`);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  return [
    ...unhandledErrors.map(String),
    ...testModules.flatMap((module) => module.errors().map(({ message }) => message)),
    ...testModules.flatMap((module) =>
      [...module.children.allTests("failed")].map(
        (failed) => `${failed.fullName}: ${failed.result().errors?.[0]?.message}`,
      ),
    ),
  ];
}

/** Resolves with whether the tests of a guard fail without it. */
async function isNoticed(vitest: Vitest, root: string, guard: Guard): Promise<boolean> {
  const file = path.join(root, guard.file);
  const source = readFileSync(file, "utf8");
  writeFileSync(
    file,
    source.replace(guard.snippet, () => guard.without),
  );
  vitest.invalidateFile(file);
  const noticed = (await failuresOf(vitest, root, guard.tests)).length > 0;
  writeFileSync(file, source);
  vitest.invalidateFile(file);
  return noticed;
}

const chosen = process.argv.slice(2);
const guards = GUARDS.filter(({ file }) => chosen.length === 0 || chosen.some((part) => file.includes(part)));
for (const guard of guards) checkGuard(guard);

const root = mkdtempSync(path.join(tmpdir(), "latchkey-mutation-"));
copyProject(ROOT, root);
symlinkSync(path.join(ROOT, "node_modules"), path.join(root, "node_modules"));
process.chdir(root);
execFileSync(process.execPath, ["node_modules/prisma/build/index.js", "generate"], { stdio: "ignore" });
const vitest = await createVitest("test", {
  root,
  watch: false,
  bail: 1,
  reporters: [{}],
  maxWorkers: 2,
});
try {
  const tests = [...new Set(guards.flatMap((guard) => guard.tests))];
  const failures = await failuresOf(vitest, root, tests);
  if (failures.length > 0) throw new Error(["With every guard in its place:", ...failures].join("\n"));
  const missed: Guard[] = [];
  for (const guard of guards) {
    const noticed = await isNoticed(vitest, root, guard);
    console.log(`${noticed ? "noticed" : "MISSED "} ${label(guard)}`);
    if (!noticed) missed.push(guard);
  }
  const share = Math.round((100 * (guards.length - missed.length)) / guards.length);
  console.log(`\n${guards.length - missed.length} of ${guards.length} guards noticed (${share} %)`);
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  await vitest.close();
  rmSync(root, { recursive: true, force: true });
}
