import pg from "pg";
import type { App } from "./servers/app";

/**
 * Asks the database of a server directly, for what no page does or shows. Only a PostgreSQL server can be reached by
 * others: for tests marked `@sql`.
 */
export async function query<Row extends pg.QueryResultRow>(
  app: App,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** The id of the user with an address. */
export async function userIdOf(app: App, address: string): Promise<string> {
  const sql = `SELECT "userId" FROM "EmailAddress" WHERE address = $1 AND "verifiedAt" IS NOT NULL`;
  const [row] = await query<{ userId: string }>(app, sql, [address]);
  if (!row) throw new Error(`Nobody has ${address}.`);
  return row.userId;
}

/** Whether the password of the user with an address has changed since the account was created. */
export async function hasChangedPassword(app: App, address: string): Promise<boolean> {
  const sql = `SELECT 1 FROM "User" WHERE id = $1 AND "passwordChangedAt" IS NOT NULL`;
  return (await query(app, sql, [await userIdOf(app, address)])).length > 0;
}

/** Marks a password compromised, as an administrator would. */
export async function markCompromised(app: App, address: string): Promise<void> {
  const sql = `UPDATE "User" SET "passwordCompromisedAt" = now() WHERE id = $1`;
  await query(app, sql, [await userIdOf(app, address)]);
}

/** Locks an account, as an administrator would. */
export async function lock(app: App, address: string): Promise<void> {
  await query(app, `UPDATE "User" SET "lockedAt" = now() WHERE id = $1`, [await userIdOf(app, address)]);
}

/** Lets eleven minutes pass since somebody last proved a factor: longer than a proof counts as fresh. */
export async function outdateProofs(app: App, address: string): Promise<void> {
  const ago = "now() - interval '11 minutes'";
  const sql = `
    UPDATE "Session" SET "provenAt" = ${ago},
      "secondFactorProvenAt" = CASE WHEN "secondFactorProvenAt" IS NULL THEN NULL ELSE ${ago} END
    WHERE "userId" = $1`;
  await query(app, sql, [await userIdOf(app, address)]);
}

/** All that is kept of a user but when they were last seen, as one text to compare. */
export async function snapshot(app: App, userId: string): Promise<string> {
  const tables = [
    "EmailAddress",
    "PhoneNumber",
    "TotpSecret",
    "BackupCode",
    "Passkey",
    "TrustedDevice",
    "Session",
    "Membership",
  ];
  const rows = tables.map(
    (table) =>
      `(SELECT jsonb_agg(to_jsonb(t) - 'lastActiveAt' ORDER BY t.id) FROM "${table}" t WHERE t."userId" = $1)`,
  );
  const sql = `SELECT jsonb_build_array((SELECT to_jsonb(u) FROM "User" u WHERE u.id = $1), ${rows.join(", ")}) AS all`;
  const [row] = await query<{ all: unknown }>(app, sql, [userId]);
  return JSON.stringify(row?.all);
}

/** Does something while nobody can reach the database of a server, which is there again afterwards. */
export async function withoutDatabase(app: App, act: () => Promise<void>): Promise<void> {
  const url = new URL(app.databaseUrl ?? "");
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS false`);
    await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
    await act();
  } finally {
    await client.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS true`);
    await client.end();
  }
}
