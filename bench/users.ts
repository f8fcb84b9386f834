import { query } from "@/e2e/database";
import type { App } from "@/e2e/servers/app";
import { SECRET_KEY } from "@/e2e/servers/paths";
import { get, medianMs } from "./http-load";

const USERS = 1_000_000;
const SESSIONS_PER_USER = 5;
/** Audit events of two weeks, and messages of the one week for which they are kept. */
const RECENT = 500_000;

/** The median response time of each query of the admin area or the backend API, in milliseconds. */
export type Searching = Record<string, number>;

/**
 * Users with an address, a number, a name and five sessions each, created over the years; their sign-ins in the audit
 * log; and two busy weeks of audit events and messages.
 */
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
  `INSERT INTO "AuditEvent" (type, outcome, details, "createdAt")
   SELECT CASE n % 10 WHEN 0 THEN 'reset_password.requested' WHEN 1 THEN 'sign_in.failed' ELSE 'sign_in.password' END,
          CASE n % 10 WHEN 1 THEN 'failure' ELSE 'success' END::"Outcome",
          jsonb_build_object('verificationId', gen_random_uuid()), now() - n * interval '14 days' / ${RECENT}
   FROM generate_series(1, ${RECENT}) n`,
  `INSERT INTO "OutboxMessage" (channel, template, recipient, status, priority, "createdAt", "endedAt")
   SELECT 'email', 'verification-code', n || '@crowd.example', CASE n % 1000 WHEN 0 THEN 'failed' ELSE 'sent' END::"OutboxStatus",
          10, now() - n * interval '7 days' / ${RECENT}, now() - n * interval '7 days' / ${RECENT}
   FROM generate_series(1, ${RECENT}) n`,
  `INSERT INTO "Session" ("userId", "tokenHash", "expiresAt")
   SELECT id, decode(md5(id::text || n), 'hex'), now() + interval '7 days'
   FROM "User", generate_series(1, ${SESSIONS_PER_USER}) n WHERE name LIKE 'Person %'`,
  `ANALYZE "User", "EmailAddress", "PhoneNumber", "AuditEvent", "OutboxMessage", "Session"`,
];

const list = (app: App, path: string) =>
  get(`${app.url}/api/v1${path}`, { Authorization: `Bearer ${SECRET_KEY}` });

/** Returns a cursor at about the middle of all users. */
async function halfWay(app: App): Promise<string> {
  const sql = `SELECT id, "createdAt" FROM "User" ORDER BY "createdAt" OFFSET ${USERS / 2} LIMIT 1`;
  const [row] = await query<{ id: string; createdAt: Date }>(app, sql);
  return Buffer.from(`${row?.createdAt.getTime()}.${row?.id}`).toString("base64url");
}

async function listsOf(app: App): Promise<Record<string, string>> {
  const cursor = await halfWay(app);
  const { data } = JSON.parse(await list(app, `/users?cursor=${cursor}`)) as { data: { id: string }[] };
  const id = data[0]?.id;
  return {
    "the newest users": "/users",
    "a hundred of them": "/users?limit=100",
    "users half way through": `/users?cursor=${cursor}`,
    "by a part of an address": "/users?query=3f9a2",
    "by a part of every address": "/users?query=crowd.example",
    "by an address that 60,000 begin with": "/users?query=3",
    "by a number": "/users?query=%2B4915000500000",
    "by a part of a number": "/users?query=0500000",
    "by a part of every name": "/users?query=person",
    "by an id": `/users?query=${id}`,
    "by nothing that there is": "/users?query=unknown-at-all",
    "the newest audit events": "/audit-events",
    "audit events of one user": `/audit-events?userId=${id}`,
    "audit events of a rare type": "/audit-events?type=password_reset.completed",
  };
}

/** Creates a million users, with five million sessions. */
export async function createUsers(app: App): Promise<void> {
  // The foreign keys are valid by construction, and checking each row would take most of the time.
  for (const statement of FILL) await query(app, `SET session_replication_role = replica; ${statement}`);
}

/** Measures the lists of the backend API with the existing users. */
export async function measureSearching(app: App): Promise<Searching> {
  const results: Searching = {};
  for (const [name, path] of Object.entries(await listsOf(app)))
    results[name] = await medianMs(() => list(app, path));
  return results;
}
