import { query } from "./database";
import { expect, test } from "./fixtures";
import { Inbox } from "./inbox";
import { rawReset, sendForm } from "./raw-form";
import { App } from "./servers/app";
import { blockOf } from "./servers/document";
import { dumpAndRestore } from "./servers/postgres";
import { NEW_PASSWORD } from "./steps";
import { addressOf, TEST_USER_PASSWORD } from "./users";
import { signedIn } from "./visitor";

const SECRET = "a secret for the scheduler of this very test";
const [SIGNED_IN, RESETTING, LEFT_WAITING, LATECOMER] = [0, 1, 2, 3].map(addressOf) as [
  string,
  string,
  string,
  string,
];
const passwords = { password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };

const signInAs = (app: App, address: string) => signedIn(app, { address, password: TEST_USER_PASSWORD });

async function statusOfDashboard(app: App, cookie: string): Promise<number> {
  return (await fetch(`${app.url}/dashboard`, { headers: { cookie }, redirect: "manual" })).status;
}

test("@server @sql after restoring a dump users can sign in, and old sessions, codes and messages are invalid", async () => {
  test.slow();
  const before = await App.start("postgres", { OUTBOX_WORKER: "off", CRON_SECRET: SECRET });
  const { cookies } = await signInAs(before, SIGNED_IN);
  const form = await rawReset(before.url, RESETTING);
  await fetch(`${before.url}/api/outbox`, { method: "POST", headers: { authorization: `Bearer ${SECRET}` } });
  const code = await new Inbox(before.url).code(RESETTING);
  await rawReset(before.url, LEFT_WAITING);
  await before.stop();

  const restored = await dumpAndRestore(before.databaseUrl ?? "", blockOf("deploying.md", "sql"));
  const after = await App.start("postgres", { DATABASE_URL: restored });
  expect(await statusOfDashboard(after, cookies)).toBe(303);
  const sent = await sendForm(
    { ...form, url: form.url.replace(before.url, after.url) },
    { code, ...passwords },
  );
  expect(sent.cookies).not.toContain("latchkey.session=");
  const { cookies: newCookies } = await signInAs(after, SIGNED_IN);
  expect(await statusOfDashboard(after, newCookies)).toBe(200);
  await rawReset(after.url, LATECOMER);
  const inbox = new Inbox(after.url);
  await inbox.code(LATECOMER);
  expect(await inbox.messages(LEFT_WAITING)).toEqual([]);
  const waiting = `SELECT 1 FROM "OutboxMessage" WHERE "endedAt" IS NULL`;
  expect(await query(after, waiting)).toEqual([]);
  await after.stop();
});
