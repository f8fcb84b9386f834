import pg from "pg";
import { config } from "@/lib/config";

/** Thrown when a database cannot be used with its current setup. The message is one sentence. */
export class DatabaseSetupError extends Error {
  override name = "DatabaseSetupError";
}

/**
 * How long a request may wait for a connection: a new one, or a free one of the pool. It is as long as a statement may
 * run, because many requests of one moment wait for the same rows.
 */
const CONNECT_TIMEOUT_MS = 10_000;

/** Removes `schema` from the URL, because it is a parameter of Prisma and not of PostgreSQL. */
function parseUrl(databaseUrl: string): { connectionString: string; schema: string | null } {
  const url = new URL(databaseUrl);
  const schema = url.searchParams.get("schema");
  if (schema === null) return { connectionString: databaseUrl, schema };
  url.searchParams.delete("schema");
  return { connectionString: url.href, schema: schema || null };
}

/**
 * Returns the statement that prepares each connection. The settings are sent as a statement because PgBouncer rejects
 * startup parameters, and because `options=` in the URL or `ALTER ROLE … SET` would override those. The adapter reads
 * timestamps in UTC and ISO format.
 */
function sessionStatement(schema: string | null, statementTimeoutMs: number): string {
  const settings = [
    "TimeZone = 'UTC'",
    "DateStyle = 'ISO'",
    "IntervalStyle = 'postgres'",
    "bytea_output = 'hex'",
    `statement_timeout = ${statementTimeoutMs}`,
    ...(schema === null ? [] : [`search_path = ${pg.escapeIdentifier(schema)}`]),
  ];
  return `${settings.map((setting) => `SET ${setting};`).join(" ")} SHOW TimeZone`;
}

async function prepareSession(client: pg.ClientBase, statement: string): Promise<void> {
  const results = (await client.query(statement)) as unknown as pg.QueryResult<{ TimeZone: string }>[];
  const timeZone = results.at(-1)?.rows[0]?.TimeZone;
  if (timeZone !== "UTC") {
    throw new DatabaseSetupError(
      `The database does not keep TimeZone=UTC for a session (it is ${timeZone}): connect directly, or through a pooler in session mode.`,
    );
  }
}

/**
 * Creates a pool of connections to the database at `DATABASE_URL`. Each connection is prepared before its first use.
 *
 * @param options.max the number of connections
 * @param options.statementTimeoutMs how long a statement may run; 0 for no limit
 */
export function createServerPool(options: { max: number; statementTimeoutMs: number }): pg.Pool {
  const { connectionString, schema } = parseUrl(config().databaseUrl ?? "");
  const statement = sessionStatement(schema, options.statementTimeoutMs);
  const pool = new pg.Pool({
    connectionString,
    max: options.max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // The pool awaits the promise, although its types do not declare that.
    onConnect: (client) => prepareSession(client, statement),
  });
  // The pool replaces an idle connection that breaks. Without a listener the event would end the process.
  pool.on("error", () => undefined);
  return pool;
}

/**
 * Connects a separate client to a database server, for migrations and for LISTEN. Its statements have no time limit.
 *
 * @param databaseUrl as in `DATABASE_URL`
 * @throws DatabaseSetupError if the session settings do not apply
 */
export async function connectServerClient(databaseUrl: string): Promise<pg.Client> {
  const { connectionString, schema } = parseUrl(databaseUrl);
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  // Without a listener the event would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await prepareSession(client, sessionStatement(schema, 0));
  } catch (error) {
    await client.end();
    throw error;
  }
  return client;
}

/**
 * Creates the schema that the URL names if it does not exist, as `prisma migrate deploy` does.
 *
 * @throws DatabaseSetupError if the URL names no schema and none on the search path exists
 */
export async function ensureSchema(client: pg.ClientBase, databaseUrl: string): Promise<void> {
  const { schema } = parseUrl(databaseUrl);
  if (schema === null) {
    await currentSchema(client);
    return;
  }
  const { rows } = await client.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [schema]);
  if (rows.length === 0) await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`);
}

/**
 * Returns the name of the schema that contains the tables: the first existing one on the search path.
 *
 * @throws DatabaseSetupError if no schema on the search path exists
 */
export async function currentSchema(client: Pick<pg.ClientBase, "query">): Promise<string> {
  const { rows } = await client.query<{ schema: string | null }>("SELECT current_schema() AS schema");
  const schema = rows[0]?.schema;
  if (!schema) {
    throw new DatabaseSetupError(
      "No schema on the database's search_path exists: create it, or name one by ?schema= in DATABASE_URL.",
    );
  }
  return schema;
}
