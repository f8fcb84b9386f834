import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./port";

const DEBIAN = "/usr/lib/postgresql";

/** The folder of PostgreSQL's programs: on the path, or where Debian puts them. */
function programs(): string {
  const onPath = (process.env.PATH ?? "")
    .split(path.delimiter)
    .find((folder) => existsSync(path.join(folder, "initdb")));
  if (onPath) return onPath;
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const newest = versions.map((version) => path.join(DEBIAN, version, "bin")).find((bin) => existsSync(bin));
  if (!newest) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  return newest;
}

/** PostgreSQL will not run as root; then it runs as its own user. */
function owner(): { uid: number; gid: number } | object {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A PostgreSQL server that is there for a while. `url` leads to its `postgres` database. */
export type PostgresServer = { url: string; stop: () => Promise<void> };

/** Starts a PostgreSQL server of its own, in a temporary folder and on a free port. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = programs();
  const as = owner();
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-postgres-"));
  chmodSync(folder, 0o700);
  if ("uid" in as) chownSync(folder, as.uid, as.gid);
  const data = path.join(folder, "data");
  execFileSync(path.join(bin, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync"], {
    ...as,
    cwd: folder,
    stdio: "ignore",
  });
  const port = await freePort();
  const server = spawn(
    path.join(bin, "postgres"),
    ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"],
    { ...as, cwd: folder, stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  while (!(await answers(url))) await wait(100);
  return {
    url,
    stop: async () => {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a database on a server; a copy of another one, if asked. Returns its URL. */
export async function createDatabase(
  serverUrl: string,
  name: string,
  template = "template1",
): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Makes a database anew from a dump of another one, on the same server, and runs some SQL before anybody uses it. Returns
 * its URL.
 */
export async function dumpAndRestore(databaseUrl: string, sql: string): Promise<string> {
  const bin = path.dirname(realpathSync(path.join(programs(), "initdb")));
  const name = `${new URL(databaseUrl).pathname.slice(1)}_restored`;
  const restored = await createDatabase(databaseUrl, name);
  const dump = execFileSync(path.join(bin, "pg_dump"), ["--format=custom", "--no-owner", databaseUrl]);
  execFileSync(path.join(bin, "pg_restore"), ["--no-owner", "--exit-on-error", `--dbname=${restored}`], {
    input: dump,
  });
  const client = new pg.Client({ connectionString: restored });
  await client.connect();
  await client.query(sql);
  await client.end();
  return restored;
}
