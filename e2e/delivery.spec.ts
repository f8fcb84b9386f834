import { query } from "./database";
import { expect, test } from "./fixtures";
import { rawReset, sendForm } from "./raw-form";
import { App } from "./servers/app";
import { startSmtpSink } from "./servers/smtp";
import { NEW_PASSWORD, reloadUntilVisible, requestPasswordReset } from "./steps";

/** Makes failed messages due now. The retry delays grow to minutes on a slow machine. */
const RETRY_NOW = `UPDATE "OutboxMessage" SET "nextAttemptAt" = now() WHERE "endedAt" IS NULL`;

const passwords = { password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };
const codeIn = (subject: string | undefined) => /\d{6}/.exec(subject ?? "")?.[0] ?? "";

/** The tests share a server. Each starts the mail server that it sends to, and leaves no message unsent. */
test.describe("@server email over SMTP", () => {
  test.describe.configure({ mode: "default" });
  test.use({
    settings: ({ smtpPort }, use) => use({ SMTP_URL: `smtp://127.0.0.1:${smtpPort}`, INBOX: "off" }),
  });

  test("delivers an email with the code, its lifetime, the origin of the request and instructions", async ({
    app,
    smtpPort,
    user,
  }) => {
    const smtp = await startSmtpSink(smtpPort);
    const form = await rawReset(app.url, user.address, {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    });
    await expect.poll(() => smtp.emails.length).toBe(1);
    const [email] = smtp.emails;
    expect(email?.to?.map(({ address }) => address)).toEqual([user.address]);
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
    await smtp.stop();
  });

  test("a provider that is down delays no request and gets the message when it is back", async ({
    app,
    smtpPort,
    user,
  }) => {
    const form = await rawReset(app.url, user.address);
    const smtp = await startSmtpSink(smtpPort);
    await expect.poll(() => smtp.emails.length).toBe(1);
    const done = await sendForm(form, { code: codeIn(smtp.emails[0]?.subject), ...passwords });
    expect(done.cookies).toContain("latchkey.session");
    await expect.poll(() => smtp.emails[1]?.subject).toContain("password was changed");
    await smtp.stop();
  });

  test("@both a server that is killed before sending sends each message after its restart", async ({
    app,
    smtpPort,
    createNextUser,
  }) => {
    const [first, second] = [createNextUser(), createNextUser()];
    await rawReset(app.url, first.address);
    await app.stop("SIGKILL");
    const smtp = await startSmtpSink(smtpPort);
    await app.run();
    const recipients = () => smtp.emails.map(({ to }) => to?.[0]?.address);
    await expect.poll(recipients).toEqual([first.address]);
    await rawReset(app.url, second.address);
    await expect.poll(recipients).toEqual([first.address, second.address]);
    await smtp.stop();
  });

  test("@both a message whose sender is killed while sending is sent again after the restart", async ({
    app,
    smtpPort,
    user,
  }) => {
    const stalling = await startSmtpSink(smtpPort, 600_000);
    await rawReset(app.url, user.address);
    await expect.poll(() => stalling.emails.length).toBe(1);
    await app.stop("SIGKILL");
    await stalling.stop();
    const smtp = await startSmtpSink(smtpPort);
    await app.run();
    await expect.poll(() => smtp.emails.length).toBe(1);
    // Both emails have the same Message-ID, so the receiver can detect the duplicate.
    expect(smtp.emails[0]?.messageId).toBe(stalling.emails[0]?.messageId);
    expect(codeIn(smtp.emails[0]?.subject)).toBe(codeIn(stalling.emails[0]?.subject));
    await smtp.stop();
  });

  test("sends no message to an unknown address", async ({ app, smtpPort, user }) => {
    const smtp = await startSmtpSink(smtpPort);
    await rawReset(app.url, "unknown@people.example");
    await rawReset(app.url, user.address);
    await expect.poll(() => smtp.emails.length).toBe(1);
    expect(smtp.emails[0]?.to?.[0]?.address).toBe(user.address);
    await smtp.stop();
  });

  test("@sql the page shows the same delivery status for a known and an unknown address", async ({
    app,
    page,
    smtpPort,
    user,
  }) => {
    const ask = async (address: string) => {
      await page.goto("/forgot-password");
      await page.getByLabel("Email address or phone number").fill(address);
      await page.getByRole("button", { name: "Send reset instructions" }).click();
      await expect(page.getByLabel("Verification code")).toBeVisible();
      return page.url();
    };
    const urls = [await ask(user.address), await ask("stranger@people.example")];
    const expectEach = async (words: string) => {
      for (const url of urls) {
        await page.goto(url);
        await reloadUntilVisible(page.getByText(words));
      }
    };
    await expectEach("Delivery is delayed. We'll keep trying");
    const smtp = await startSmtpSink(smtpPort);
    await query(app, RETRY_NOW);
    await expectEach("Message sent.");
    expect(smtp.emails).toHaveLength(1);
    await smtp.stop();
  });

  test("@sql a message that cannot be sent in time fails the same way with and without an account", async ({
    app,
    page,
    user,
  }) => {
    for (const address of [user.address, "newcomer@people.example"]) {
      await page.goto("/sign-up");
      await page.getByLabel("Email address").fill(address);
      await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
      await page.getByRole("button", { name: "Sign up" }).click();
      await expect(page.getByLabel("Verification code")).toBeVisible();
      await query(app, `UPDATE "OutboxMessage" SET "expiresAt" = now() WHERE "endedAt" IS NULL`);
      await reloadUntilVisible(page.getByText("We couldn't deliver the message"));
    }
  });
});

test("@server offers no password reset without a provider", async ({ databaseKind, page }) => {
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

const CRON_SECRET = "a secret for the scheduler of these tests";

test.describe("@server without a worker", () => {
  test.describe.configure({ mode: "default" });
  test.use({ settings: { OUTBOX_WORKER: "off", CRON_SECRET } });

  const headers = { authorization: `Bearer ${CRON_SECRET}` };

  test("a scheduled request sends the messages", async ({ app, user, inbox }) => {
    await rawReset(app.url, user.address);
    const outbox = `${app.url}/api/outbox`;
    expect((await fetch(outbox, { method: "POST" })).status).toBe(401);
    expect(await inbox.messages(user.address)).toHaveLength(0);
    expect((await fetch(outbox, { method: "POST", headers })).status).toBe(200);
    expect(await inbox.messages(user.address)).toHaveLength(1);
  });

  test("@sql a scheduled request deletes expired rows", async ({ app, user }) => {
    await rawReset(app.url, user.address);
    await query(app, `UPDATE "RateLimit" SET "expiresAt" = now() - interval '1 second'`);
    expect((await fetch(`${app.url}/api/outbox`, { method: "POST", headers })).status).toBe(200);
    expect(await query(app, `SELECT 1 FROM "RateLimit"`)).toEqual([]);
  });
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
