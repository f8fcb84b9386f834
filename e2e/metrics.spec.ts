import { readFileSync } from "node:fs";
import { randomToken } from "@/lib/crypto/random";
import { query } from "./database";
import { expect, test } from "./fixtures";
import { rawReset, readForm, sendForm } from "./raw-form";
import type { App } from "./servers/app";
import { NEW_PASSWORD } from "./steps";

const METRICS_TOKEN = randomToken();

test.describe.configure({ mode: "default" });
test.use({ settings: { METRICS_TOKEN } });

const ask = (app: App, authorization?: string) =>
  fetch(`${app.url}/api/metrics`, { headers: authorization ? { authorization } : {} });

/** Returns the value of a metric with exactly these labels, or 0 if it was never counted. */
async function countOf(app: App, metric: string): Promise<number> {
  const text = await (await ask(app, `Bearer ${METRICS_TOKEN}`)).text();
  const line = text.split("\n").find((candidate) => candidate.startsWith(`${metric} `));
  return Number(line?.split(" ").at(-1) ?? 0);
}

test("@server serves metrics only with the token", async ({ app }) => {
  for (const authorization of [undefined, "Bearer", "Bearer x", `Basic ${METRICS_TOKEN}`]) {
    const answer = await ask(app, authorization);
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe("");
  }
  const answer = await ask(app, `Bearer ${METRICS_TOKEN}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/plain");
});

test("@server counts a reset, its message, a wrong code and a wrong password, without user data", async ({
  app,
  user,
  inbox,
}) => {
  const counted = [
    'latchkey_events_total{type="reset_password.requested",outcome="success"}',
    'latchkey_events_total{type="reset_password.code_attempted",outcome="failure"}',
    'latchkey_events_total{type="password_reset.completed",outcome="success"}',
    'latchkey_events_total{type="sign_in.password",outcome="failure"}',
    'latchkey_breach_checks_total{result="not_found"}',
  ];
  const before = await Promise.all(counted.map((metric) => countOf(app, metric)));
  const form = await rawReset(app.url, user.address);
  const code = await inbox.code(user.address);
  const passwords = { password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };
  await sendForm(form, { code: code === "000000" ? "000001" : "000000", ...passwords });
  await sendForm(form, { code, ...passwords });
  const signIn = await readForm(`${app.url}/sign-in`, "identifier");
  await sendForm(signIn, { identifier: user.address, password: "not the password at all" });
  const after = await Promise.all(counted.map((metric) => countOf(app, metric)));
  expect(after.map((value, index) => value - (before[index] ?? 0))).toEqual([1, 1, 1, 1, expect.any(Number)]);
  expect(after[4]).toBeGreaterThan(before[4] ?? 0);
  await expect
    .poll(() => countOf(app, 'latchkey_messages_total{channel="email",result="sent"}'))
    .toBeGreaterThan(1);
  const text = await (await ask(app, `Bearer ${METRICS_TOKEN}`)).text();
  expect(text).toContain("nodejs_eventloop_lag_seconds");
  for (const secret of [user.address, user.phone, code]) expect(text).not.toContain(secret);
});

test("@server @sql reports the number of waiting messages and the age of the oldest", async ({ app }) => {
  await query(
    app,
    `INSERT INTO "OutboxMessage" (channel, template, recipient, priority, "nextAttemptAt", "leaseExpiresAt")
    VALUES ('email', 'password-changed', 'late@example.com', 20, now() - interval '5 minutes', now() + interval '1 hour')`,
  );
  expect(await countOf(app, 'latchkey_outbox_waiting{queue="messages"}')).toBeGreaterThanOrEqual(1);
  expect(await countOf(app, 'latchkey_outbox_oldest_seconds{queue="messages"}')).toBeGreaterThanOrEqual(300);
});

test("@server the alert rules use only metrics that exist", async ({ app }) => {
  const text = await (await ask(app, `Bearer ${METRICS_TOKEN}`)).text();
  const spokenOf = new Set(readFileSync("docs/alerts.yml", "utf8").match(/latchkey_\w+/g));
  expect(spokenOf.size).toBeGreaterThan(3);
  for (const metric of spokenOf) expect(text).toContain(`# TYPE ${metric} `);
});
