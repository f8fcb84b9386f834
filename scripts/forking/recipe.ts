import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The removable features of the product, as `docs/forking.md` names them. */
export const FEATURES = ["text-messages", "organizations", "administration"] as const;

export type Feature = (typeof FEATURES)[number];

/** Returns the code blocks of a document by their info string, such as `diff language`. */
export function blocksOf(document: string): Map<string, string> {
  const blocks = document.matchAll(/^```(.+)\n([\s\S]*?)\n```$/gm);
  return new Map([...blocks].map(([, opening = "", code = ""]) => [opening, code]));
}

/**
 * Returns the lists of one kind that apply without the given features: lists for one of them, or for several together.
 */
function listsFor(
  features: readonly Feature[],
  kind: "text" | "diff",
  blocks: Map<string, string>,
): string[] {
  const isOut = (word: string) => features.some((feature) => word === `without-${feature}`);
  return [...blocks]
    .filter(([opening]) => {
      const [first, ...words] = opening.split(" ");
      return first === kind && words.length > 0 && words.every(isOut);
    })
    .map(([, list]) => list);
}

const linesOf = (hunk: string, markers: string) =>
  hunk
    .split("\n")
    .filter((line) => line !== "" && markers.includes(line.charAt(0)))
    .map((line) => `${line.slice(1)}\n`)
    .join("")
    .trimEnd();

function editOnce(text: string, hunk: string, name: string): string {
  const old = linesOf(hunk, " -");
  const times = text.split(old).length - 1;
  if (times !== 1) throw new Error(`In ${name} this stands ${times} times, not once:\n${old}`);
  return text.replace(old, () => linesOf(hunk, " +"));
}

/**
 * Applies every edit of a list.
 *
 * @param isGone whether a file was deleted before, so that it is skipped
 * @throws Error if the old lines of an edit do not occur exactly once
 */
export function edit(root: string, list: string, isGone = (_name: string) => false): void {
  for (const part of list.split(/^--- /m).slice(1)) {
    const [name = "", ...lines] = part.split("\n");
    if (isGone(name)) continue;
    const file = path.join(root, name);
    const hunks = lines.join("\n").split(/^@@\n/m);
    const edited = hunks.reduce((text, hunk) => editOnce(text, hunk, name), readFileSync(file, "utf8"));
    writeFileSync(file, edited);
  }
}

/**
 * Removes features from a copy of the project: deletes their files, and edits the rest.
 *
 * @param root the folder of the copy
 * @param document the text of `docs/forking.md`
 * @throws Error if a list does not match the code
 */
export function removeFeatures(root: string, document: string, features: readonly Feature[]): void {
  const blocks = blocksOf(document);
  const names = new Set(listsFor(features, "text", blocks).flatMap((list) => list.split("\n")));
  const isGone = (name: string) => [...names].some((gone) => name === gone || name.startsWith(`${gone}/`));
  const isInside = (name: string) => isGone(path.dirname(name));
  for (const name of names) if (!isInside(name)) rmSync(path.join(root, name), { recursive: true });
  for (const list of listsFor(features, "diff", blocks)) edit(root, list, isGone);
}
