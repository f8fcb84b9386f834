/**
 * Fails on words that the project's vocabulary does not use (docs/glossary.md has the terms it uses). Prints each place
 * as `file:line: word`.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..");

const BANNED = /\b(somebody|whoever|anybody|nobody|its person|afresh|anew)\b/gi;

/** Files whose words are not the project's own: data, other languages, history, and this list. */
const ALLOWED = [
  /^CHANGELOG\.md$/,
  /^LICENSE$/,
  /^package-lock\.json$/,
  /^lib\/i18n\/messages\/(?!en\/)/,
  /^prisma\/migrations\//,
  /^scripts\/vocabulary\.mjs$/,
];

/** Folders of packages, builds and results. */
const SKIPPED = new Set([
  ".data",
  ".git",
  ".next",
  "generated",
  "node_modules",
  "playwright-report",
  "results",
  "test-results",
]);

/** Lists the files below a folder, by their paths in the project. */
function list(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : list(file);
    return [path.relative(ROOT, file)];
  });
}

const TEXT = /\.(ts|tsx|mjs|json|md|prisma|css|ya?ml)$/;

const files = list(ROOT).filter((file) => TEXT.test(file) && !ALLOWED.some((allowed) => allowed.test(file)));

let count = 0;
for (const file of files) {
  const lines = readFileSync(path.join(ROOT, file), "utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    for (const [word] of line.matchAll(BANNED)) {
      count++;
      console.error(`${file}:${index + 1}: ${word}`);
    }
  }
}
if (count > 0) {
  console.error(`${count} words are not in the vocabulary of docs/glossary.md.`);
  process.exit(1);
}
