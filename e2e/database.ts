import pg from "pg";
import type { App } from "./servers/app";

/**
 * Queries the database of a server directly, for data that no page shows or changes. Other processes can connect to a
 * PostgreSQL server only, so tests that use it have the tag `@sql`.
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

/** Returns the ID of the user with a verified address. */
export async function userIdOf(app: App, address: string): Promise<string> {
  const sql = `SELECT "userId" FROM "EmailAddress" WHERE address = $1 AND "verifiedAt" IS NOT NULL`;
  const [row] = await query<{ userId: string }>(app, sql, [address]);
  if (!row) throw new Error(`No user has ${address}.`);
  return row.userId;
}

/** Returns whether the password of a user has changed since the account was created. */
export async function hasChangedPassword(app: App, address: string): Promise<boolean> {
  const sql = `SELECT 1 FROM "User" WHERE id = $1 AND "passwordChangedAt" IS NOT NULL`;
  return (await query(app, sql, [await userIdOf(app, address)])).length > 0;
}

/** Marks the password of a user as compromised, like an admin. */
export async function markCompromised(app: App, address: string): Promise<void> {
  const sql = `UPDATE "User" SET "passwordCompromisedAt" = now() WHERE id = $1`;
  await query(app, sql, [await userIdOf(app, address)]);
}

/** Locks an account, like an admin. */
export async function lock(app: App, address: string): Promise<void> {
  await query(app, `UPDATE "User" SET "lockedAt" = now() WHERE id = $1`, [await userIdOf(app, address)]);
}

/** Sets the last authentication of a user to eleven minutes ago, which is no longer recent. */
export async function outdateProofs(app: App, address: string): Promise<void> {
  const ago = "now() - interval '11 minutes'";
  const sql = `
    UPDATE "Session" SET "provenAt" = ${ago},
      "secondFactorProvenAt" = CASE WHEN "secondFactorProvenAt" IS NULL THEN NULL ELSE ${ago} END
    WHERE "userId" = $1`;
  await query(app, sql, [await userIdOf(app, address)]);
}

/** Returns the stored data of a user, except the times of last activity, as one string to compare. */
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

/** Runs `act` while the database of a server accepts no connections, and restores it afterwards. */
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
