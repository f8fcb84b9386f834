import { query } from "@/e2e/database";
import type { App } from "@/e2e/servers/app";
import { SECRET_KEY } from "@/e2e/servers/paths";

const USERS = 1_000_000;
const TIMES = 20;

/** What a back office asks for, and how long an answer takes at the median. */
export type Searching = Record<string, number>;

/** People with an address, a number and a name each, made over the years, and the log of their sign-ins. */
const FILL = [
  `INSERT INTO "User" (name, "createdAt")
   SELECT 'Person ' || md5(n::text), now() - n * interval '1 minute' FROM generate_series(1, ${USERS}) n`,
  `INSERT INTO "EmailAddress" ("userId", address, "isPrimary", "verifiedAt")
   SELECT id, substr(md5(id::text), 1, 12) || '@crowd.example', true, now() FROM "User" WHERE name LIKE 'Person %'`,
  `INSERT INTO "PhoneNumber" ("userId", number, "isPrimary", "verifiedAt")
   SELECT id, '+49' || (15000000000 + row_number() OVER ()), true, now() FROM "User" WHERE name LIKE 'Person %'`,
  `INSERT INTO "AuditEvent" (type, outcome, "userId", "createdAt")
   SELECT CASE WHEN random() < 0.001 THEN 'password_reset.completed' ELSE 'sign_in.password' END, 'success', id, "createdAt"
   FROM "User" WHERE name LIKE 'Person %'`,
  `ANALYZE "User", "EmailAddress", "PhoneNumber", "AuditEvent"`,
];

async function get(app: App, path: string): Promise<{ data: { id: string }[]; nextCursor: string | null }> {
  const answer = await fetch(`${app.url}/api/v1${path}`, {
    headers: { Authorization: `Bearer ${SECRET_KEY}` },
  });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}.`);
  return (await answer.json()) as { data: { id: string }[]; nextCursor: string | null };
}

async function medianMs(app: App, path: string): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const startedAt = performance.now();
    await get(app, path);
    times.push(performance.now() - startedAt);
  }
  return Math.round(times.sort((a, b) => a - b)[TIMES / 2] ?? 0);
}

/** A cursor about half way through everybody. */
async function halfWay(app: App): Promise<string> {
  const sql = `SELECT id, "createdAt" FROM "User" ORDER BY "createdAt" OFFSET ${USERS / 2} LIMIT 1`;
  const [row] = await query<{ id: string; createdAt: Date }>(app, sql);
  return Buffer.from(`${row?.createdAt.getTime()}.${row?.id}`).toString("base64url");
}

/** Measures the lists of the backend API among a million users. */
export async function measureSearching(app: App): Promise<Searching> {
  // What refers to what is as it should be: looking at each row again would take most of the time.
  for (const statement of FILL) await query(app, `SET session_replication_role = replica; ${statement}`);
  const [user] = (await get(app, `/users?cursor=${await halfWay(app)}`)).data;
  const paths = {
    "the newest users": "/users",
    "a hundred of them": "/users?limit=100",
    "users half way through": `/users?cursor=${await halfWay(app)}`,
    "by the beginning of an address": "/users?query=3f9a2",
    "by an address that 60,000 begin with": "/users?query=3",
    "by a number": "/users?query=%2B4915000500000",
    "by a name that everybody's begins with": "/users?query=person",
    "by an id": `/users?query=${user?.id}`,
    "by nothing that there is": "/users?query=nobody-at-all",
    "the newest audit events": "/audit-events",
    "audit events of one user": `/audit-events?userId=${user?.id}`,
    "audit events of a rare type": "/audit-events?type=password_reset.completed",
  };
  const results: Searching = {};
  for (const [name, path] of Object.entries(paths)) results[name] = await medianMs(app, path);
  return results;
}
