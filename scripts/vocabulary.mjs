/**
 * Fails on words that the project's vocabulary does not use (docs/glossary.md has the terms it uses). Prints each place as
 * `file:line: word`.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
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

const TEXT = /\.(ts|tsx|mjs|json|md|prisma|css|ya?ml)$/;

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => TEXT.test(file) && !ALLOWED.some((allowed) => allowed.test(file)));

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
