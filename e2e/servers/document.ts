import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./paths";

/** The first block of a language in one of the project's documents: what it tells people to use is what is tested. */
export function blockOf(document: string, language: string): string {
  const text = readFileSync(path.join(ROOT, "docs", document), "utf8");
  const [, block] = text.split(`\n\`\`\`${language}\n`);
  if (block === undefined) throw new Error(`${document} has no ${language}.`);
  return block.split("\n```\n")[0] ?? "";
}
