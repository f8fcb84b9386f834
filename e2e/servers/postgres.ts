import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./port";

const DEBIAN = "/usr/lib/postgresql";

/** Returns the folder of the PostgreSQL programs: in the PATH, or that of the Debian packages. */
function findPrograms(): string | undefined {
  const onPath = (process.env.PATH ?? "")
    .split(path.delimiter)
    .find((folder) => existsSync(path.join(folder, "initdb")));
  if (onPath) return onPath;
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => path.join(DEBIAN, version, "bin")).find((bin) => existsSync(bin));
}

/** Whether `startPostgres` can start a server. */
export const isPostgresInstalled = (): boolean => findPrograms() !== undefined;

function programs(): string {
  const found = findPrograms();
  if (!found) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  return found;
}

/** PostgreSQL does not run as root. In that case it runs as the user `postgres`. */
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

/** A temporary PostgreSQL server. `url` points to its `postgres` database. */
export type PostgresServer = { url: string; stop: () => Promise<void> };

/** Starts a PostgreSQL server in a temporary folder and on a free port. */
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
  // Each process under test has a pool of connections, and there are more of them on a machine with more cores.
  const settings = ["listen_addresses=127.0.0.1", "fsync=off", "max_connections=500"];
  const server = spawn(
    path.join(bin, "postgres"),
    ["-D", data, "-p", String(port), "-k", folder, ...settings.flatMap((setting) => ["-c", setting])],
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

/** Creates a database, optionally as a copy of a template. Returns its URL. */
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

/** Deletes a database, also while clients are connected. */
export async function dropDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  await client.end();
}

/**
 * Restores a dump of a database into a new database on the same server and runs `sql` in it. Returns the URL of the new
 * database.
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
