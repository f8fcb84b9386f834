import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

/**
 * Returns how much JavaScript a page sends in addition to the common files of every page of this Next.
 *
 * @param {string} root the project's folder
 * @param {string} page its folder under app/, such as "(auth)/sign-in"
 * @returns {number} bytes, compressed with gzip
 */
export function pageWeight(root, page) {
  const next = path.join(root, ".next");
  const { rootMainFiles } = JSON.parse(readFileSync(path.join(next, "build-manifest.json"), "utf8"));
  const manifest = readFileSync(
    path.join(next, "server/app", page, "page_client-reference-manifest.js"),
    "utf8",
  );
  const lists = /"entryJSFiles":(\{[^}]*\})/.exec(manifest)?.[1];
  if (!lists)
    throw new Error("This Next writes its manifests differently: scripts/page-weight.mjs has to follow.");
  const files = new Set(Object.values(JSON.parse(lists)).flat());
  const own = [...files].filter((file) => !rootMainFiles.includes(file));
  return own.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(next, file))).length, 0);
}
