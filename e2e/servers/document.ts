import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./paths";

/**
 * Returns the first code block of a language in a document of the project, so that the tests use what the document
 * recommends.
 */
export function blockOf(document: string, language: string): string {
  const text = readFileSync(path.join(ROOT, "docs", document), "utf8");
  const [, block] = text.split(`\n\`\`\`${language}\n`);
  if (block === undefined) throw new Error(`${document} has no ${language}.`);
  return block.split("\n```\n")[0] ?? "";
}
