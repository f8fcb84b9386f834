import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createDatabase, type PostgresServer, startPostgres } from "@/e2e/servers/postgres";
import { closeDatabase, database, migrateDatabase } from "./client";
import { listen, notify } from "./notifications";
import { databaseIsReady } from "./ready";

const settings = vi.hoisted(() => ({ databaseUrl: "" }));
vi.mock("@/lib/config", async (original) => {
  const actual = await original<typeof import("@/lib/config")>();
  return { ...actual, config: () => ({ ...actual.config(), databaseUrl: settings.databaseUrl }) };
});

/** The startup parameters that PgBouncer accepts by default. */
const ACCEPTED = ["user", "database", "application_name", "client_encoding", "datestyle", "timezone"];

let server: PostgresServer;
let databases = 0;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
afterEach(closeDatabase);

async function newDatabase(sql?: string): Promise<string> {
  const url = await createDatabase(server.url, `session_${++databases}`);
  if (sql) await execute(url, sql);
  return url;
}

async function execute<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Uses a database like the app: migrates it, and writes and reads by Prisma and by SQL. Returns the schema of the
 * tables.
 */
async function exercise(url: string): Promise<string> {
  settings.databaseUrl = url;
  await migrateDatabase();
  expect(await databaseIsReady()).toBe(true);
  const db = await database();
  const before = Date.now();
  const dueAt = new Date("2030-05-06T07:08:09.123Z");
  const { id } = await db.user.create({ data: { role: "admin", name: "Ada", deletionDueAt: dueAt } });
  const [row] = await db.$queryRaw<{ deletionDueAt: Date; createdAt: Date; role: string }[]>`
    SELECT "deletionDueAt", "createdAt", role::text FROM "User" WHERE id = ${id}::uuid AND role = 'admin'::"Role"`;
  expect(row).toMatchObject({ deletionDueAt: dueAt, role: "admin" });
  expect(Math.abs((row?.createdAt.getTime() ?? 0) - before)).toBeLessThan(60_000);
  const found = await db.user.findFirst({ where: { role: "admin", deletionDueAt: dueAt } });
  expect(found?.deletionDueAt).toEqual(dueAt);
  const [tables] = await db.$queryRaw<{ schema: string }[]>`SELECT current_schema()::text AS schema`;
  return tables?.schema ?? "";
}

describe("a session uses UTC and ISO, despite", () => {
  const options = (text: string) => `?options=${encodeURIComponent(text)}`;
  test.each([
    ["options= in the URL", options("-c TimeZone=America/New_York"), ""],
    ["several options", options("-c TimeZone=Asia/Tokyo -c DateStyle=German -c bytea_output=escape"), ""],
    ["the settings of the role", "", `ALTER ROLE postgres SET TimeZone = 'Pacific/Kiritimati'`],
  ])("%s", async (_, query, sql) => {
    try {
      expect(await exercise((await newDatabase(sql)) + query)).toBe("public");
    } finally {
      await execute(server.url, "ALTER ROLE postgres RESET ALL");
    }
  });
});

describe("the tables are in", () => {
  const searchPath = encodeURIComponent("-c search_path=app");
  test.each([
    ["the schema of the URL, which is created", "?schema=app", "", "app"],
    ["a schema whose name needs quotes", `?schema=${encodeURIComponent("my App")}`, "", "my App"],
    ["public for an empty schema", "?schema=", "", "public"],
    ["the schema of a search_path in the URL", `?options=${searchPath}`, "CREATE SCHEMA app", "app"],
    [
      "the schema of the role's search_path",
      "",
      "CREATE SCHEMA app; ALTER ROLE postgres SET search_path = app",
      "app",
    ],
    ["the schema of the role's name", "", "CREATE SCHEMA postgres", "postgres"],
    [
      "the schema of the URL before that of a search_path",
      `?schema=app&options=${encodeURIComponent("-c search_path=public")}`,
      "",
      "app",
    ],
  ])("%s", async (_, query, sql, schema) => {
    const url = await newDatabase(sql);
    try {
      expect(await exercise(url + query)).toBe(schema);
      const rows = await execute(
        url,
        "SELECT nspname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relname = 'User'",
      );
      expect(rows).toEqual([{ nspname: schema }]);
    } finally {
      await execute(server.url, "ALTER ROLE postgres RESET ALL");
    }
  });

  test("no schema if none on the search_path exists, and one sentence explains it", async () => {
    settings.databaseUrl = `${await newDatabase()}?options=${searchPath}`;
    await expect(migrateDatabase()).rejects.toThrow(/^No schema on the database's search_path exists/);
  });
});

/** Parses the parameter names of a startup packet (PostgreSQL's protocol 3.0). Names and values end with a zero. */
function startupParameters(packet: Buffer): string[] {
  const fields = packet.subarray(8, packet.readInt32BE(0)).toString().split("\0");
  return fields.filter((_, index) => index % 2 === 0).filter((name) => name !== "");
}

/** Starts a proxy in front of the server that rejects what PgBouncer rejects. */
async function startPooler() {
  const rejected: string[] = [];
  const { hostname, port } = new URL(server.url);
  const pooler = createServer((client) => {
    client.once("data", (packet) => {
      const unknown = startupParameters(packet).filter((name) => !ACCEPTED.includes(name));
      rejected.push(...unknown);
      if (unknown.length > 0) return client.destroy();
      const upstream = connect(Number(port), hostname);
      upstream.write(packet);
      client.pipe(upstream).pipe(client);
      for (const socket of [client, upstream]) socket.on("error", () => undefined);
    });
  }).listen(0, "127.0.0.1");
  await once(pooler, "listening");
  return { port: (pooler.address() as AddressInfo).port, rejected, close: () => pooler.close() };
}

test("migrations, queries and notifications work through a pooler that rejects startup parameters", async () => {
  const pooler = await startPooler();
  const url = new URL(await newDatabase());
  url.port = String(pooler.port);
  expect(await exercise(`${url.href}?schema=app`)).toBe("app");
  const db = await database();
  let stop = () => {};
  const told = new Promise<string>((resolve, reject) => {
    listen("latchkey_verification", {
      onNotification: resolve,
      onMissed: () => void notify(db, "latchkey_verification", "an id").catch(reject),
    }).then((stopListening) => {
      stop = stopListening;
    }, reject);
  });
  expect(await told).toBe("an id");
  stop();
  expect(pooler.rejected).toEqual([]);
  await expect(execute(`${url.href}?statement_timeout=1000`, "SELECT 1")).rejects.toThrow();
  expect(pooler.rejected).toEqual(["statement_timeout"]);
  pooler.close();
});

test("a read-only database is not ready until it is writable again", async () => {
  const url = await newDatabase();
  await exercise(url);
  const name = new URL(url).pathname.slice(1);
  for (const readOnly of ["on", "off"]) {
    await execute(server.url, `ALTER DATABASE "${name}" SET default_transaction_read_only = ${readOnly}`);
    await closeDatabase();
    expect(await databaseIsReady()).toBe(readOnly === "off");
  }
});

test("uses a database that was unreachable at first", async () => {
  settings.databaseUrl = "postgresql://postgres@127.0.0.1:1/nowhere";
  await expect(database()).rejects.toThrow();
  expect(await exercise(await newDatabase())).toBe("public");
});
