import path from "node:path";
import { build } from "esbuild";
import nextConfig from "../next.config.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");

/**
 * Bundles a program of this project to run next to the standalone server and its packages.
 *
 * @param {string} source file in this project
 * @param {string} outfile
 */
export async function bundle(source, outfile) {
  await build({
    entryPoints: [path.join(ROOT, source)],
    outfile,
    absWorkingDir: ROOT,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: [...nextConfig.serverExternalPackages, "@next/env"],
    // CommonJS packages call `require`.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
}
