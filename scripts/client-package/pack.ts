import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CLIENT = path.join(ROOT, "lib/client");

/** The name of the package. It is not published: a fork chooses its own name. */
const NAME = "latchkey-client";

/** The entry points of the package, and their source files without extension. */
const ENTRY_POINTS = { ".": "index", "./react": "react/index", "./react/core-3": "react/core-3/index" };

/** Options of the compiler: modules for current browsers, Node and bundlers, with declarations. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.es2022.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.ReactJSX,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  declaration: true,
  stripInternal: true,
  types: [],
  rootDir: CLIENT,
};

/**
 * Packs `lib/client` as an npm package.
 *
 * @param output the folder for the tarball
 * @returns the path of the tarball
 * @throws Error if the client does not compile, or imports something outside its folder
 */
export function packClient(output: string): string {
  const staging = mkdtempSync(path.join(tmpdir(), "latchkey-client-"));
  try {
    compile(path.join(staging, "dist"));
    writeFileSync(path.join(staging, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
    copyFileSync(path.join(CLIENT, "README.md"), path.join(staging, "README.md"));
    copyFileSync(path.join(ROOT, "LICENSE"), path.join(staging, "LICENSE"));
    mkdirSync(output, { recursive: true });
    const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", output], {
      cwd: staging,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    return path.join(output, filename);
  } finally {
    rmSync(staging, { recursive: true });
  }
}

function manifest() {
  const { version, license, engines } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  const exports = Object.entries(ENTRY_POINTS).map(([name, file]) => [
    name,
    { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` },
  ]);
  return {
    name: NAME,
    version,
    description: "The client of a Latchkey server, for browsers, apps and programs, with hooks for React.",
    license,
    type: "module",
    sideEffects: false,
    exports: { ...Object.fromEntries(exports), "./package.json": "./package.json" },
    types: "./dist/index.d.ts",
    files: ["dist"],
    engines,
    peerDependencies: { react: ">=18" },
    peerDependenciesMeta: { react: { optional: true } },
  };
}

/** Compiles the entry points and what they import. Relative imports get the extension that Node requires. */
function compile(folder: string): void {
  const roots = Object.values(ENTRY_POINTS).map((file) => path.join(CLIENT, `${file}.ts`));
  const program = ts.createProgram(roots, { ...OPTIONS, outDir: folder });
  const outside = program
    .getSourceFiles()
    .filter(
      ({ isDeclarationFile, fileName }) => !isDeclarationFile && !path.resolve(fileName).startsWith(CLIENT),
    );
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0 || outside.length > 0) {
    const host = { getCurrentDirectory: () => ROOT, getCanonicalFileName: String, getNewLine: () => "\n" };
    const files = outside.map(({ fileName }) => `lib/client must not import ${fileName}.`);
    throw new Error([ts.formatDiagnostics(problems, host), ...files].join("\n"));
  }
  program.emit(undefined, (fileName, text) => {
    mkdirSync(path.dirname(fileName), { recursive: true });
    const source = path.join(CLIENT, path.relative(folder, path.dirname(fileName)));
    writeFileSync(fileName, withExtensions(text, source));
  });
}

/** @param source the folder of the source file */
function withExtensions(text: string, source: string): string {
  return text.replace(/(\bfrom |\bimport\(|^import )"(\.{1,2}\/[^"]+)"/gm, (_match, before, specifier) => {
    const target = path.join(source, specifier);
    if (![".ts", ".tsx"].some((extension) => existsSync(target + extension)))
      throw new Error(`A file in ${source} imports "${specifier}", which is not a file.`);
    return `${before}"${specifier}.js"`;
  });
}
