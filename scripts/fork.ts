/**
 * `npm run fork -- FOLDER [--without FEATURE …] [--test]`: creates a copy of this project without some features, as
 * `docs/forking.md` describes, and without their tests. With `--test` it then runs the remaining tests in the copy.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { FEATURES, type Feature, removeFeatures } from "./forking/recipe";

const ROOT = path.resolve(import.meta.dirname, "..");
const BIOME = path.join(ROOT, "node_modules/@biomejs/biome/bin/biome");
const USAGE = `npm run fork -- FOLDER [--without FEATURE ...] [--test]
FEATURE is ${FEATURES.join(", ")}.`;

const isFeature = (word: string): word is Feature => FEATURES.some((feature) => feature === word);

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        without: { type: "string", multiple: true, default: [] },
        test: { type: "boolean", default: false },
      },
    });
  } catch {
    return fail(USAGE);
  }
}

function asked(): { folder: string; features: Feature[]; isTested: boolean } {
  const { values, positionals } = parse();
  const [folder, ...more] = positionals;
  const features = values.without.filter(isFeature);
  if (folder === undefined || more.length > 0 || features.length < values.without.length) fail(USAGE);
  if (path.resolve(folder).startsWith(ROOT + path.sep))
    fail(`${folder} is in this project. Name a folder outside of it.`);
  if (existsSync(folder)) fail(`${folder} exists. Name a folder that does not.`);
  return { folder: path.resolve(folder), features, isTested: values.test };
}

const { folder, features, isTested } = asked();
// Imported here because it loads the compiler, which takes longer than rejecting arguments.
const { copyProject, documentOf, removeForking, removeSettings, removeTests, tidy } = await import(
  "./forking/copy"
);
copyProject(ROOT, folder);
removeFeatures(folder, readFileSync(documentOf(folder), "utf8"), features);
removeTests(folder, features);
removeSettings(folder, path.join(ROOT, "node_modules"));
removeForking(folder);
tidy(folder, BIOME);
console.log(`The fork is in ${folder}.`);
if (isTested) {
  // The pages of the fork look different, so new reference screenshots are taken.
  const args = ["test", "--", "--update-snapshots"];
  process.exitCode = spawnSync("npm", args, { cwd: folder, stdio: "inherit" }).status ?? 1;
}
