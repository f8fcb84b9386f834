import { query } from "./database";
import { expect, test } from "./fixtures";
import { rawReset, sendForm } from "./raw-form";
import { App } from "./servers/app";
import { freePort } from "./servers/port";
import { startSmtpSink } from "./servers/smtp";
import { NEW_PASSWORD, reloadUntilVisible, requestPasswordReset } from "./steps";
import { addressOf } from "./users";

/** Makes failed messages due now. The retry delays grow to minutes on a slow machine. */
const RETRY_NOW = `UPDATE "OutboxMessage" SET "nextAttemptAt" = now() WHERE "endedAt" IS NULL`;

const passwords = { password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };
const codeIn = (subject: string | undefined) => /\d{6}/.exec(subject ?? "")?.[0] ?? "";

test.describe("@server email over SMTP", () => {
  test("delivers an email with the code, its lifetime, the origin of the request and instructions", async ({
    databaseKind,
  }) => {
    const smtp = await startSmtpSink();
    const app = await App.start(databaseKind, { SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, INBOX: "off" });
    const form = await rawReset(app.url, addressOf(0), {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    });
    await expect.poll(() => smtp.emails.length).toBe(1);
    const [email] = smtp.emails;
    expect(email?.to?.map(({ address }) => address)).toEqual([addressOf(0)]);
    for (const body of [email?.text, email?.html]) {
      expect(body).toContain("Latchkey");
      expect(body).toContain(codeIn(email?.subject));
      expect(body).toContain("10 minutes");
      expect(body).toContain("Firefox on Linux");
      expect(body).toContain("127.0.0.1");
      expect(body).toMatch(/If it wasn(’|'|&#x27;)t you/);
    }
    const done = await sendForm(form, { code: codeIn(email?.subject), ...passwords });
    expect(done.cookies).toContain("latchkey.session");
    await expect.poll(() => smtp.emails[1]?.subject).toContain("password was changed");
    await app.stop();
    await smtp.stop();
  });

  test("a provider that is down delays no request and gets the message when it is back", async ({
    databaseKind,
  }) => {
    const port = await freePort();
    const app = await App.start(databaseKind, { SMTP_URL: `smtp://127.0.0.1:${port}`, INBOX: "off" });
    const form = await rawReset(app.url, addressOf(0));
    const smtp = await startSmtpSink(port);
    await expect.poll(() => smtp.emails.length).toBe(1);
    const done = await sendForm(form, { code: codeIn(smtp.emails[0]?.subject), ...passwords });
    expect(done.cookies).toContain("latchkey.session");
    await app.stop();
    await smtp.stop();
  });

  test("@both a server that is killed before sending sends once after its restart", async ({
    databaseKind,
  }) => {
    const port = await freePort();
    const app = await App.start(databaseKind, { SMTP_URL: `smtp://127.0.0.1:${port}`, INBOX: "off" });
    await rawReset(app.url, addressOf(0));
    await app.stop("SIGKILL");
    const smtp = await startSmtpSink(port);
    await app.run();
    // A sender that waits for ten seconds, as on a machine without a free CPU, repeats a message under its Message-ID.
    const recipients = () => new Map(smtp.emails.map(({ messageId, to }) => [messageId, to?.[0]?.address]));
    await expect.poll(() => [...recipients().values()]).toEqual([addressOf(0)]);
    await rawReset(app.url, addressOf(1));
    await expect.poll(() => [...recipients().values()]).toEqual([addressOf(0), addressOf(1)]);
    await app.stop();
    await smtp.stop();
  });

  test("@both a message whose sender is killed while sending is sent again after the restart", async ({
    databaseKind,
  }) => {
    const stalling = await startSmtpSink(0, 600_000);
    const { port } = stalling;
    const app = await App.start(databaseKind, { SMTP_URL: `smtp://127.0.0.1:${port}`, INBOX: "off" });
    await rawReset(app.url, addressOf(0));
    await expect.poll(() => stalling.emails.length).toBe(1);
    await app.stop("SIGKILL");
    await stalling.stop();
    const smtp = await startSmtpSink(port);
    await app.run();
    await expect.poll(() => smtp.emails.length).toBe(1);
    // Both emails have the same Message-ID, so the receiver can detect the duplicate.
    expect(smtp.emails[0]?.messageId).toBe(stalling.emails[0]?.messageId);
    expect(codeIn(smtp.emails[0]?.subject)).toBe(codeIn(stalling.emails[0]?.subject));
    await app.stop();
    await smtp.stop();
  });

  test("sends no message to an unknown address", async ({ databaseKind }) => {
    const smtp = await startSmtpSink();
    const app = await App.start(databaseKind, { SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, INBOX: "off" });
    await rawReset(app.url, "unknown@people.example");
    await rawReset(app.url, addressOf(0));
    await expect.poll(() => smtp.emails.length).toBe(1);
    expect(smtp.emails[0]?.to?.[0]?.address).toBe(addressOf(0));
    await app.stop();
    await smtp.stop();
  });

  test("offers no password reset without a provider", async ({ databaseKind, page }) => {
    const app = await App.start(databaseKind, { INBOX: "off" });
    await page.goto(`${app.url}/sign-in`);
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Forgot password?" })).toBeHidden();
    await page.goto(`${app.url}/forgot-password`);
    await expect(page.getByRole("heading", { name: "Messages aren't available" })).toBeVisible();
    expect((await fetch(`${app.url}/inbox`)).status).toBe(404);
    expect((await fetch(`${app.url}/inbox/messages`)).status).toBe(404);
    await app.stop();
  });

  test("without a worker, a scheduled request sends the messages", async ({ databaseKind }) => {
    const secret = "a secret for the scheduler of this very test";
    const app = await App.start(databaseKind, { OUTBOX_WORKER: "off", CRON_SECRET: secret });
    await rawReset(app.url, addressOf(0));
    const outbox = `${app.url}/api/outbox`;
    expect((await fetch(outbox, { method: "POST" })).status).toBe(401);
    expect(
      (await fetch(`${app.url}/inbox/messages`).then((answer) => answer.json())) as unknown[],
    ).toHaveLength(0);
    const answer = await fetch(outbox, { method: "POST", headers: { authorization: `Bearer ${secret}` } });
    expect(answer.status).toBe(200);
    expect((await fetch(`${app.url}/inbox/messages`).then((list) => list.json())) as unknown[]).toHaveLength(
      1,
    );
    await app.stop();
  });
});

test("@server @sql without a worker, a scheduled request deletes expired rows", async () => {
  const secret = "a secret for the scheduler of this very test";
  const app = await App.start("postgres", { OUTBOX_WORKER: "off", CRON_SECRET: secret });
  await rawReset(app.url, addressOf(0));
  await query(app, `UPDATE "RateLimit" SET "expiresAt" = now() - interval '1 second'`);
  const headers = { authorization: `Bearer ${secret}` };
  expect((await fetch(`${app.url}/api/outbox`, { method: "POST", headers })).status).toBe(200);
  expect(await query(app, `SELECT 1 FROM "RateLimit"`)).toEqual([]);
  await app.stop();
});

/** Moves the time at which messages to an address were requested, which decides when their outcome is shown. */
const requestedIn = (app: App, address: string, seconds: number) =>
  query(
    app,
    `UPDATE "OutboxMessage" SET "createdAt" = now() + $2 * interval '1 second' WHERE recipient = $1`,
    [address, seconds],
  );

test("@server @sql the page shows that the message was sent, without a reload, and keeps the input", async ({
  page,
  app,
  user,
}) => {
  await requestPasswordReset(page, user.address);
  await requestedIn(app, user.address, 3600);
  await page.reload();
  await expect(page.getByText("Sending…")).toBeVisible();
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByLabel("Verification code").fill("12");
  await page.getByLabel("Sign out of all other devices").uncheck();
  await requestedIn(app, user.address, -60);
  await expect(page.getByText("Message sent.")).toBeVisible();
  await expect(page.getByLabel("New password", { exact: true })).toHaveValue(NEW_PASSWORD);
  await expect(page.getByLabel("Verification code")).toHaveValue("12");
  await expect(page.getByLabel("Sign out of all other devices")).not.toBeChecked();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("@server @sql the page shows no status that would become outdated", async ({ page, app, user }) => {
    await requestPasswordReset(page, user.address);
    await requestedIn(app, user.address, 3600);
    await page.reload();
    await expect(page.getByText("Sending…")).toHaveCount(1);
    await expect(page.getByText("Sending…")).toBeHidden();
    await requestedIn(app, user.address, -60);
    await reloadUntilVisible(page.getByText("Message sent."));
  });
});

test("@server @sql the page shows the same delivery status for a known and an unknown address", async ({
  page,
}) => {
  const port = await freePort();
  const app = await App.start("postgres", { SMTP_URL: `smtp://127.0.0.1:${port}`, INBOX: "off" });
  const ask = async (address: string) => {
    await page.goto(`${app.url}/forgot-password`);
    await page.getByLabel("Email address or phone number").fill(address);
    await page.getByRole("button", { name: "Send reset instructions" }).click();
    await expect(page.getByLabel("Verification code")).toBeVisible();
    return page.url();
  };
  const urls = [await ask(addressOf(0)), await ask("unknown@people.example")];
  const expectEach = async (words: string) => {
    for (const url of urls) {
      await page.goto(url);
      await reloadUntilVisible(page.getByText(words));
    }
  };
  await expectEach("Delivery is delayed. We'll keep trying");
  const smtp = await startSmtpSink(port);
  await query(app, RETRY_NOW);
  await expectEach("Message sent.");
  expect(smtp.emails).toHaveLength(1);
  await app.stop();
  await smtp.stop();
});

test("@server @sql a message that cannot be sent in time fails the same way with and without an account", async ({
  page,
}) => {
  const nowhere = `smtp://127.0.0.1:${await freePort()}`;
  const app = await App.start("postgres", { SMTP_URL: nowhere, INBOX: "off" });
  for (const address of [addressOf(0), "newcomer@people.example"]) {
    await page.goto(`${app.url}/sign-up`);
    await page.getByLabel("Email address").fill(address);
    await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByLabel("Verification code")).toBeVisible();
    await query(app, `UPDATE "OutboxMessage" SET "expiresAt" = now() WHERE "endedAt" IS NULL`);
    await reloadUntilVisible(page.getByText("We couldn't deliver the message"));
  }
  await app.stop();
});
