import { execFile } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packClient } from "./pack";

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, "../..");

/** The most that a page loads for the client without React, compressed. */
const MAX_GZIP_BYTES = 12_000;

const PROGRAM = `
  import { AuthClient, isAPIResponseError } from "latchkey-client";
  const client = new AuthClient({ baseUrl: process.argv[2] });
  await client.load();
  const error = await client.client.signIn.create({ identifier: "ada@example.com" }).catch((thrown) => thrown);
  console.log(JSON.stringify([client.loaded, isAPIResponseError(error) && error.errors[0].code]));`;

const TYPED = `
  import { AuthClient, type APIError, type SignIn } from "latchkey-client";
  import { useSignIn as useOlder } from "latchkey-client/react";
  import { Show, useSignIn } from "latchkey-client/react/core-3";
  export async function firstError(client: AuthClient): Promise<APIError | null> {
    const signIn: SignIn = client.client.signIn;
    await signIn.create({ identifier: "ada@example.com" });
    return null;
  }
  export function Page() {
    const { signIn, errors, fetchStatus } = useSignIn();
    const older = useOlder();
    // @ts-expect-error The client is typed: there is no such method.
    void signIn.guess();
    const code: string | undefined = errors.fields.code?.message;
    return (
      <Show when="signed-in" fallback={code}>
        {fetchStatus} {older.signIn.status}
      </Show>
    );
  }`;

const PAGE = `
  import { AuthClient } from "latchkey-client";
  globalThis.client = new AuthClient({ publishableKey: "https://auth.example.com" });`;

const REACT_PAGE = `
  import { AuthProvider, SignedIn } from "latchkey-client/react";
  import { Show, useSignIn } from "latchkey-client/react/core-3";
  globalThis.parts = [AuthProvider, SignedIn, Show, useSignIn];`;

const TSCONFIG = {
  compilerOptions: {
    target: "ES2022",
    lib: ["dom", "ES2022"],
    module: "nodenext",
    jsx: "react-jsx",
    strict: true,
    exactOptionalPropertyTypes: true,
    skipDefaultLibCheck: true,
    noEmit: true,
    types: [],
  },
  files: ["typed.tsx"],
};

let project: string;
const installed = (file: string) => path.join(project, "node_modules/latchkey-client", file);

beforeAll(async () => {
  project = mkdtempSync(path.join(tmpdir(), "latchkey-consumer-"));
  const tarball = packClient(path.join(project, "packed"));
  writeFileSync(path.join(project, "package.json"), JSON.stringify({ type: "module", private: true }));
  const options = ["--offline", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=peer"];
  await run("npm", ["install", ...options, tarball], { cwd: project });
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test("the package has no dependencies, an optional peer, declarations and its own README", () => {
  const manifest = JSON.parse(readFileSync(installed("package.json"), "utf8"));
  expect(manifest.dependencies).toBeUndefined();
  expect(manifest).toMatchObject({
    type: "module",
    sideEffects: false,
    peerDependenciesMeta: { react: { optional: true } },
  });
  expect(Object.keys(manifest.exports)).toEqual([".", "./react", "./react/core-3", "./package.json"]);
  for (const entry of [".", "./react", "./react/core-3"]) {
    for (const file of Object.values<string>(manifest.exports[entry]))
      expect(existsSync(installed(file))).toBe(true);
  }
  expect(readFileSync(installed("README.md"), "utf8")).toContain(`${manifest.name}/react/core-3`);
  expect(readFileSync(installed("dist/react/core-3/hooks.js"), "utf8")).toMatch(/^"use client";/);
  expect(existsSync(path.join(project, "node_modules/react"))).toBe(false);
});

test("a Node program without React loads the state of a client and gets the errors of the API", async () => {
  const error = { code: "form_identifier_not_found", message: "No", longMessage: "No account", meta: {} };
  const server = createServer(({ url }, response) => {
    const isRead = url === "/api/v1/client";
    response.writeHead(isRead ? 200 : 422, { "Content-Type": "application/json" });
    response.end(
      JSON.stringify(isRead ? { session: null, signIn: null, signUp: null } : { errors: [error] }),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  writeFileSync(path.join(project, "program.mjs"), PROGRAM);
  const { stdout } = await run("node", ["program.mjs", `http://127.0.0.1:${port}`], { cwd: project });
  server.close();
  expect(JSON.parse(stdout)).toEqual([true, "form_identifier_not_found"]);
});

async function bundled(source: string, external: string[] = []) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: project },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    external,
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.map((one) => one.path));
  const script = outputFiles[0]?.contents ?? new Uint8Array();
  return { bytes: gzipSync(script).length, imports, script: Buffer.from(script).toString() };
}

test("a browser loads at most 12 kB for the client, and nothing of Node or React", async () => {
  const { bytes, imports, script } = await bundled(PAGE);
  expect(bytes).toBeGreaterThan(2000);
  expect(bytes).toBeLessThanOrEqual(MAX_GZIP_BYTES);
  expect(imports.filter((name) => /^node:|react/.test(name))).toEqual([]);
  expect(script).toContain("/api/v1");
});

test("a page with React bundles both entry points, with its own React", async () => {
  const { imports } = await bundled(REACT_PAGE, ["react", "react/jsx-runtime"]);
  const outside = imports.filter((name) => !name.includes("node_modules/latchkey-client"));
  expect(new Set(outside)).toEqual(new Set(["react", "react/jsx-runtime"]));
});

test("an unused client leaves nothing in a bundle", async () => {
  const { script } = await bundled(`import { AuthClient } from "latchkey-client"; globalThis.one = 1;`);
  expect(script).not.toContain("/api/v1");
});

test("a strict TypeScript project checks its calls against the declarations", async () => {
  writeFileSync(path.join(project, "typed.tsx"), TYPED);
  writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify(TSCONFIG));
  mkdirSync(path.join(project, "node_modules/@types"), { recursive: true });
  for (const name of ["@types/react", "csstype"]) {
    symlinkSync(path.join(ROOT, "node_modules", name), path.join(project, "node_modules", name));
  }
  const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
  const checked = await run("node", [tsc, "-p", project]).catch((error: { stdout: string }) => error);
  expect(checked.stdout).toBe("");
});
