import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundle } from "./bundle.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const PATIENCE_MS = 240_000;
const { PATH, HOME } = process.env;
const AUTH_SECRET = "a secret for the tests of entry points";

/** Replaces Next: loads the environment like Next, prints the remaining settings, and exits. */
const NEXT = `
  import nextEnv from "@next/env";
  nextEnv.loadEnvConfig(import.meta.dirname, false);
  const { HOST, HOSTNAME, PORT, DATA_DIR, KEEP_ALIVE_TIMEOUT, NODE_ENV, LOG_LEVEL } = process.env;
  console.log(JSON.stringify({ HOST, HOSTNAME, PORT, DATA_DIR, KEEP_ALIVE_TIMEOUT, NODE_ENV, LOG_LEVEL }));`;

let checkout: string;
let deployed: string;

/** A program, and the folder whose `.env` it reads. */
type EntryPoint = { name: string; folder: () => string; args: () => string[] };

const tsx = ["--import", "tsx"];
const SERVERS: EntryPoint[] = [
  { name: "node server.js", folder: () => deployed, args: () => [path.join(deployed, "server.js")] },
  {
    name: "node .next/standalone/server.js",
    folder: () => checkout,
    args: () => [path.join(checkout, ".next/standalone/server.js")],
  },
  { name: "npm start", folder: () => checkout, args: () => ["scripts/start.mjs"] },
];
const COMMANDS: EntryPoint[] = [
  { name: "node latchkey.mjs", folder: () => deployed, args: () => [path.join(deployed, "latchkey.mjs")] },
  {
    name: "node .next/standalone/latchkey.mjs",
    folder: () => checkout,
    args: () => [path.join(checkout, ".next/standalone/latchkey.mjs")],
  },
  { name: "npm run admin", folder: () => checkout, args: () => [...tsx, "scripts/latchkey.ts"] },
];
const DEVELOPMENT: EntryPoint = {
  name: "npm run dev",
  folder: () => checkout,
  args: () => ["scripts/start.mjs", "--dev"],
};

beforeAll(async () => {
  const temporary = mkdtempSync(path.join(tmpdir(), "latchkey-entry-"));
  checkout = path.join(temporary, "checkout");
  deployed = path.join(temporary, "deployed");
  const standalone = path.join(checkout, ".next/standalone");
  for (const folder of [deployed, standalone]) mkdirSync(folder, { recursive: true });
  const files = [
    "app",
    "lib",
    "prisma",
    "public",
    "scripts",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
  ];
  const more = [
    "prisma.config.ts",
    "middleware.ts",
    "instrumentation.ts",
    "next.config.mjs",
    "postcss.config.mjs",
  ];
  for (const file of [...files, ...more, "tsconfig.build.json"])
    cpSync(path.join(ROOT, file), path.join(checkout, file), { recursive: true, preserveTimestamps: true });
  // The copy of a folder is as new as the copy, and a start would otherwise generate the client again.
  utimesSync(path.join(checkout, "prisma/schema"), 0, 0);
  // Older than the installed packages, because a start would otherwise install into the packages of this checkout.
  utimesSync(path.join(checkout, "package-lock.json"), 0, 0);
  symlinkSync(path.join(ROOT, "node_modules"), path.join(checkout, "node_modules"));
  symlinkSync(path.join(ROOT, "node_modules"), path.join(deployed, "node_modules"));
  for (const folder of [standalone, deployed]) {
    cpSync(path.join(ROOT, "prisma/migrations"), path.join(folder, "prisma/migrations"), { recursive: true });
    writeFileSync(path.join(folder, "next-server.js"), NEXT);
    writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
    await bundle("scripts/latchkey.ts", path.join(folder, "latchkey.mjs"));
    await bundle("scripts/server.ts", path.join(folder, "server.js"));
  }
}, PATIENCE_MS);

afterAll(() => rmSync(path.dirname(checkout), { recursive: true, force: true }));

async function run(
  { folder, args }: EntryPoint,
  {
    env = {},
    dotEnv = {},
    rest = [] as string[],
  }: { env?: object; dotEnv?: Record<string, string>; rest?: string[] },
) {
  for (const name of [".env", ".env.local"])
    rmSync(path.join(folder(), name), { force: true, recursive: true });
  for (const [name, content] of Object.entries(dotEnv)) writeFileSync(path.join(folder(), name), content);
  const child = spawn(process.execPath, [...args(), ...rest], {
    // Not the folder of the program, because only the npm commands depend on the working directory.
    cwd: folder() === checkout ? checkout : tmpdir(),
    env: { PATH, HOME, ...env } as unknown as NodeJS.ProcessEnv,
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { out, err: err.trim(), code };
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return String(port);
}

const UNREACHABLE = {
  DATABASE_URL: "postgresql://postgres@127.0.0.1:1/nowhere",
  APP_URL: "http://localhost:3000",
  AUTH_SECRET,
};
const lines = (settings: Record<string, string>) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");

describe.each([...SERVERS, ...COMMANDS, DEVELOPMENT])("$name", { timeout: PATIENCE_MS }, (entryPoint) => {
  const rest = COMMANDS.includes(entryPoint) ? ["admin", "ada@example.com"] : [];

  test("ends with one sentence if a variable of the shell is invalid", async () => {
    const dotEnv = { ".env": "PORT=4000" };
    const { out, err, code } = await run(entryPoint, { env: { PORT: "eighty" }, dotEnv, rest });
    expect([out, err, code]).toEqual(["", "PORT must be a whole number.", 1]);
  });

  test("reads .env.local before .env, and ends with one sentence if a setting is invalid", async () => {
    const dotEnv = { ".env": "PORT=eighty\nRATE_LIMITS=maybe", ".env.local": "PORT=4000" };
    const { out, err, code } = await run(entryPoint, { dotEnv, rest });
    expect([out, err, code]).toEqual(["", "RATE_LIMITS must be on or off.", 1]);
  });
});

describe.each(SERVERS)("$name", { timeout: PATIENCE_MS }, (entryPoint) => {
  /** Returns the settings that Next would get, from the JSON line in the output. */
  async function settings(options: Parameters<typeof run>[1]): Promise<Record<string, string>> {
    const { out, err } = await run(entryPoint, options);
    const line = out.split("\n").find((one) => one.startsWith("{"));
    expect(line, err).toBeDefined();
    return JSON.parse(line ?? "");
  }

  test("prefers the shell to .env, and applies a changed .env at the next start", async () => {
    const [first, second] = await Promise.all([freePort(), freePort()]);
    const env = { LOG_LEVEL: "warn" };
    const seen = await settings({ env, dotEnv: { ".env": `PORT=${first}\nLOG_LEVEL=error\nDATA_DIR=here` } });
    expect(seen).toEqual({
      HOST: "127.0.0.1",
      HOSTNAME: "127.0.0.1",
      PORT: first,
      LOG_LEVEL: "warn",
      DATA_DIR: path.join(entryPoint.folder(), "here"),
      NODE_ENV: "production",
      KEEP_ALIVE_TIMEOUT: "75000",
    });
    const changed = await settings({ env, dotEnv: { ".env": `PORT=${second}` } });
    expect(changed).toMatchObject({ PORT: second, DATA_DIR: path.join(entryPoint.folder(), ".data") });
  });

  test("ends with one sentence if its port is taken", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const { out, err, code } = await run(entryPoint, { env: { PORT: String(port) } });
    taken.close();
    expect([out, code]).toEqual(["", 1]);
    expect(err).toMatch(/^Port \d+ on 127\.0\.0\.1 is taken by another program: [^\n]*\.$/);
  });

  test("ends with one sentence if it cannot listen on its host", async () => {
    const { err, code } = await run(entryPoint, { env: { HOST: "192.0.2.1", PORT: await freePort() } });
    expect(err).toMatch(
      /^Latchkey cannot listen on 192\.0\.2\.1, port \d+ \(EADDRNOTAVAIL\): check HOST and PORT\.$/,
    );
    expect(code).toBe(1);
  });
});

test("node server.js uses HOSTNAME if HOST is not set", async () => {
  const [server] = SERVERS as [EntryPoint];
  const PORT = await freePort();
  const both = { HOSTNAME: "localhost", HOST: "127.0.0.1", PORT };
  expect((await run(server, { env: both })).out).toContain('"HOST":"127.0.0.1"');
  expect((await run(server, { env: { HOSTNAME: "localhost", PORT } })).out).toContain('"HOST":"localhost"');
});

describe.each(COMMANDS)("$name", { timeout: PATIENCE_MS }, (entryPoint) => {
  test("ends with one sentence if the database in .env cannot be reached", async () => {
    const options = { dotEnv: { ".env": lines(UNREACHABLE) }, rest: ["admin", "ada@example.com"] };
    const { out, err, code } = await run(entryPoint, options);
    expect([out, code]).toEqual(["", 1]);
    expect(err).toMatch(/^The database cannot be reached \(ECONNREFUSED\): [^\n]*\.$/);
  });
});

describe("node latchkey.mjs", { timeout: PATIENCE_MS }, () => {
  const [command] = COMMANDS as [EntryPoint];

  test.each(["/proc/latchkey", "package.json"])(
    "ends with one sentence if DATA_DIR is %s",
    async (DATA_DIR) => {
      const { out, err, code } = await run(command, { env: { DATA_DIR }, rest: ["db:deploy"] });
      expect([out, code]).toEqual(["", 1]);
      expect(err).toMatch(/^The embedded database in \S+ cannot be opened \([A-Z]+\): [^\n]*\.$/);
    },
  );

  test("lists the commands for an unknown name", async () => {
    const { out, err, code } = await run(command, { env: { DATA_DIR: "unused" }, rest: ["paint"] });
    expect([out, code]).toEqual(["", 1]);
    for (const name of ["admin", "user:compromised", "webhook", "db:deploy"]) expect(err).toContain(name);
  });
});
