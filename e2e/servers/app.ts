import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { SERVER_ENVIRONMENT } from "@/scripts/server-process.mjs";
import {
  AUTH_SECRET,
  EMBEDDED_TEMPLATE,
  POSTGRES_TEMPLATE,
  POSTGRES_URL_FILE,
  SECRET_KEY,
  SERVER_FOLDER_FILE,
} from "./paths";
import { freePort } from "./port";
import { createDatabase } from "./postgres";

export type DatabaseKind = "embedded" | "postgres";

/** Settings by the names of their environment variables. */
export type Settings = Record<string, string>;

const READY_WITHIN_MS = 120_000;

/** A server runs for minutes at most, too short for most of its code to benefit from optimization. */
const V8_FLAGS = ["--interrupt-budget=1000000"];

const serverFolder = () => readFileSync(SERVER_FOLDER_FILE, "utf8");
const withoutMiddleware = () => `${serverFolder()}-without-middleware`;

/** Another folder of the server, and other flags of V8. */
type Build = { folder?: string; v8Flags?: string[] };

/** Returns the IDs of the server actions in the build under test by their names. */
export function serverActions(): Map<string, string> {
  const file = path.join(serverFolder(), ".next/server/server-reference-manifest.json");
  const { node } = JSON.parse(readFileSync(file, "utf8")) as Record<
    "node",
    Record<string, { exportedName: string }>
  >;
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]));
}

async function databaseSettings(kind: DatabaseKind): Promise<Settings> {
  const name = `latchkey_${randomUUID().replaceAll("-", "")}`;
  const folder = path.join(serverFolder(), "data", name);
  if (kind === "postgres") {
    const url = await createDatabase(readFileSync(POSTGRES_URL_FILE, "utf8"), name, POSTGRES_TEMPLATE);
    return { DATABASE_URL: url, DATA_DIR: folder };
  }
  cpSync(path.join(EMBEDDED_TEMPLATE, "postgres"), path.join(folder, "postgres"), { recursive: true });
  return { DATA_DIR: folder };
}

/** The production server on its own port and its own database. */
export class App {
  private child: ChildProcess | null = null;
  private output = "";

  private constructor(
    readonly url: string,
    private readonly environment: Settings,
    private readonly withMiddleware = true,
    private readonly build: Build = {},
  ) {}

  /**
   * @param settings with a `DATABASE_URL`, the server uses that database, otherwise a new one
   * @param withMiddleware `false` to run the server without `middleware.ts`
   * @param build for a server that is measured
   */
  static async start(
    kind: DatabaseKind,
    settings: Settings = {},
    withMiddleware = true,
    build: Build = {},
  ): Promise<App> {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const environment = {
      APP_URL: url,
      PORT: String(port),
      HOSTNAME: "127.0.0.1",
      NEXT_MANUAL_SIG_HANDLE: "1",
      AUTH_SECRET,
      SECRET_KEY,
      INBOX: "on",
      // UTC+14, so that a test fails if code depends on the time zone of the machine.
      TZ: "Pacific/Kiritimati",
      ...(settings.DATABASE_URL === undefined &&
        settings.DATA_DIR === undefined &&
        (await databaseSettings(kind))),
      ...settings,
    };
    const app = new App(url, environment, withMiddleware, build);
    await app.run();
    return app;
  }

  /** Returns a remote server, which the tests neither start nor stop. */
  static elsewhere(url: string): App {
    return new App(url, {});
  }

  /** The URL of the database, if it is a PostgreSQL server. */
  get databaseUrl(): string | undefined {
    return this.environment.DATABASE_URL;
  }

  /** The data directory, with the embedded database. */
  get dataDirectory(): string {
    return this.environment.DATA_DIR ?? "";
  }

  /** The process ID of the running server. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** The output of the server. */
  get log(): string {
    return this.output;
  }

  /** Starts or restarts the server and waits until it is ready. */
  async run(): Promise<void> {
    const { v8Flags = V8_FLAGS, folder = this.withMiddleware ? serverFolder() : withoutMiddleware() } =
      this.build;
    const child = spawn(process.execPath, [...v8Flags, path.join(folder, "server.js")], {
      env: { PATH: process.env.PATH, NODE_ENV: "production", ...SERVER_ENVIRONMENT, ...this.environment },
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
    const end = Date.now() + READY_WITHIN_MS;
    while (Date.now() < end && child.exitCode === null) {
      const answer = await fetch(`${this.url}/api/health/ready`).catch(() => null);
      if (answer?.ok) return;
      await wait(50);
    }
    throw new Error(`The server did not become ready:\n${this.output}`);
  }

  /** Stops the server with a signal. Returns its exit code. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<number | null> {
    const { child } = this;
    if (child === null || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
    child.kill(signal);
    return ended;
  }
}
