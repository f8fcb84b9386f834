import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
/** Upper bound for a busy machine. */
const PATIENCE_MS = 240_000;

/** The minimal environment of a program, without NODE_ENV and settings. */
const { PATH, HOME } = process.env;
const environment = { PATH, HOME } as unknown as NodeJS.ProcessEnv;

const folders: string[] = [];
/** The processes that the current test has started. */
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) await end(child);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const newFolder = () => mkdtempSync(path.join(tmpdir(), "latchkey-start-"));

/** Returns a folder that is deleted after the test. */
function temporaryFolder(): string {
  const folder = newFolder();
  folders.push(folder);
  return folder;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return String(port);
}

/** Runs `npm start` with some settings, and collects its output. */
function start(settings: Record<string, string>, root = ROOT) {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env: { ...environment, LOG_LEVEL: "warn", ...settings },
  });
  children.push(child);
  const printed = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    printed.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    printed.err += chunk;
  });
  return { child, printed };
}

/** Runs a start that must fail; returns the last line of its error output. */
async function sentence(settings: Record<string, string>, root = ROOT): Promise<string> {
  const { child, printed } = start(settings, root);
  const [code] = await once(child, "exit");
  expect(code).toBe(1);
  return printed.err.trim().split("\n").at(-1) ?? "";
}

describe("a started app", { timeout: PATIENCE_MS }, () => {
  const settings = { PORT: "", DATA_DIR: "" };
  let app: ReturnType<typeof start>;

  beforeAll(async () => {
    Object.assign(settings, { PORT: await freePort(), DATA_DIR: newFolder() });
    app = start(settings);
    children.length = 0;
    const isReady = () => expect(app.printed.out).toContain("Latchkey is ready");
    await vi.waitFor(isReady, { timeout: PATIENCE_MS, interval: 100 });
  }, PATIENCE_MS);

  afterAll(async () => {
    await end(app.child);
    rmSync(settings.DATA_DIR, { recursive: true, force: true });
  });

  test("prints its URL, the accounts and the inbox", () => {
    for (const text of [
      `http://localhost:${settings.PORT}`,
      "ada@example.com",
      "violet otter mends lanterns",
      "/inbox",
    ]) {
      expect(app.printed.out).toContain(text);
    }
  });

  test("does not share its data directory: another start ends with one sentence", async () => {
    const { DATA_DIR } = settings;
    expect(await sentence({ PORT: await freePort(), DATA_DIR })).toMatch(
      /^Another Latchkey process is using /,
    );
  });

  test("stops in order", async () => {
    app.child.kill("SIGTERM");
    const [code] = await once(app.child, "exit");
    expect(code).toBe(0);
  });
});

test("a taken port ends it with one sentence", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const port = String((taken.address() as AddressInfo).port);
  expect(await sentence({ PORT: port, DATA_DIR: temporaryFolder() })).toMatch(
    /^Port \d+ on 127\.0\.0\.1 is taken/,
  );
  taken.close();
});

test("an invalid setting ends it with one sentence", async () => {
  expect(await sentence({ PORT: "eighty" })).toBe("PORT must be a whole number.");
});

test("an invalid data directory ends it with one sentence", { timeout: PATIENCE_MS }, async () => {
  const DATA_DIR = path.join(ROOT, "package.json");
  expect(await sentence({ PORT: await freePort(), DATA_DIR })).toMatch(
    /^The embedded database in .*package\.json cannot be opened \(EEXIST\): check that DATA_DIR is/,
  );
});

test("a database that does not answer ends it with one sentence", { timeout: PATIENCE_MS }, async () => {
  const port = await freePort();
  const printed = await sentence({
    PORT: port,
    HOST: "127.0.0.1",
    APP_URL: `http://localhost:${port}`,
    AUTH_SECRET: "a secret for the start tests and nothing else",
    DATABASE_URL: "postgresql://postgres@127.0.0.1:1/nowhere",
    DATA_DIR: temporaryFolder(),
  });
  expect(printed).toMatch(/^The database cannot be reached/);
});

test("a start without packages and network ends with one sentence", {
  timeout: PATIENCE_MS,
}, async () => {
  const clone = temporaryFolder();
  for (const file of ["scripts", "package.json", "package-lock.json", "prisma", "prisma.config.ts"]) {
    cpSync(path.join(ROOT, file), path.join(clone, file), { recursive: true });
  }
  const nowhere = { npm_config_registry: "http://127.0.0.1:1/", npm_config_cache: temporaryFolder() };
  expect(await sentence(nowhere, clone)).toMatch(
    /^The packages cannot be installed, for the npm registry cannot be reached/,
  );
});
