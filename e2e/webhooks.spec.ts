import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { run } from "./command";
import { query, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { rawReset, readForm, sendForm } from "./raw-form";
import { App } from "./servers/app";
import { reservedPort } from "./servers/port";
import { ANSWER_BODY, eventsOf, startReceiver } from "./servers/receiver";
import { expectSignedIn, NEW_PASSWORD, resetPassword, signIn, signOut, signUp, submitCode } from "./steps";
import { addressOf } from "./users";
import { signedIn } from "./visitor";
import { add, expectEvents, remove, triesOf } from "./webhook-endpoints";

const passwords = { password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };

const newAddress = () => `${randomUUID()}@newcomers.example`;

test.describe.configure({ mode: "default" });
test.use({ settings: { WEBHOOK_ALLOW_PRIVATE: "true" } });

test.describe("@server @sql webhooks", () => {
  test("signing up, out and in sends signed events without secrets", async ({ app, page, inbox }) => {
    const receiver = await startReceiver();
    const { id, secret } = await add(app, receiver);
    const address = newAddress();
    await signUp(page, address, "code");
    const code = await inbox.code(address);
    await submitCode(page, code);
    await expectSignedIn(page, address);
    const userId = await userIdOf(app, address);
    const [created] = await expectEvents(receiver, ["user.created", "session.created"]).then((events) =>
      events.filter(({ type }) => type === "user.created"),
    );
    expect(created?.data).toEqual({ userId, name: null, emailAddress: address, phoneNumber: null });
    await signOut(page);
    await signIn(page, address, NEW_PASSWORD);
    await expectSignedIn(page, address);
    await expectEvents(receiver, ["user.created", "session.created", "session.ended", "session.created"]);
    const cookies = (await page.context().cookies())
      .map(({ value }) => value)
      .filter((value) => value.length > 20);
    for (const { body, headers } of receiver.requests) {
      expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
      for (const kept of [code, NEW_PASSWORD, secret, "argon2", ...cookies]) expect(body).not.toContain(kept);
    }
    expect(app.log).not.toContain(secret);
    expect(app.log).not.toContain(ANSWER_BODY);
    await remove(app, id);
    receiver.stop();
  });

  test("a reset sends the user, the source and whether other sessions were revoked, and revoked sessions send events too", async ({
    app,
    page,
    user,
    inbox,
  }) => {
    const receiver = await startReceiver();
    await signedIn(app, user);
    const { id } = await add(app, receiver);
    await resetPassword(page, inbox, user.address);
    const events = await expectEvents(receiver, [
      "user.password_reset",
      "session.created",
      "session.revoked",
    ]);
    const userId = await userIdOf(app, user.address);
    const reset = events.find(({ type }) => type === "user.password_reset");
    const session = events.find(({ type }) => type === "session.created");
    expect(reset?.data).toEqual({
      userId,
      emailAddress: user.address,
      ipAddress: "127.0.0.1",
      userAgent: expect.stringContaining("Chrome"),
      signInId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sessionId: session?.data.sessionId,
      signedOutOfOtherSessions: true,
    });
    expect(events.find(({ type }) => type === "session.revoked")?.data).toMatchObject({
      userId,
      reason: "password_changed",
    });
    await remove(app, id);
    receiver.stop();
  });

  test("repeated wrong passwords send one event, and a compromised password also sends the pending sessions", async ({
    app,
    user,
    createNextUser,
  }) => {
    const receiver = await startReceiver();
    const other = createNextUser();
    await signedIn(app, other);
    const { id } = await add(app, receiver, "user.locked", "user.password_compromised", "session.pending");
    const form = await readForm(`${app.url}/sign-in`, "password");
    for (let tries = 0; tries < 12; tries++)
      await sendForm(form, { identifier: user.address, password: "not the password" });
    const [locked] = await expectEvents(receiver, ["user.locked"]);
    expect(locked?.data).toMatchObject({ emailAddress: user.address, lockedForSeconds: 900 });
    await run(app, ["user:compromised", other.address]);
    const events = await expectEvents(receiver, [
      "user.locked",
      "user.password_compromised",
      "session.pending",
    ]);
    expect(events.find(({ type }) => type === "session.pending")?.data).toMatchObject({
      userId: await userIdOf(app, other.address),
      tasks: ["reset-password"],
    });
    await remove(app, id);
    receiver.stop();
  });

  test("a slow endpoint delays neither other endpoints nor the user", async ({ app, user }) => {
    const [slow, quick] = [await startReceiver(), await startReceiver()];
    slow.answer("hang");
    const endpoints = [await add(app, slow), await add(app, quick)];
    for (let times = 0; times < 5; times++) await signedIn(app, user);
    await expectEvents(quick, Array(5).fill("session.created"));
    expect(slow.mostOpen()).toBeLessThanOrEqual(3);
    slow.answer({ status: 200 });
    await expectEvents(slow, Array(5).fill("session.created"));
    for (const { id } of endpoints) await remove(app, id);
    for (const receiver of [slow, quick]) receiver.stop();
  });

  test("an endpoint that responds with 500 gets the event again, with the same ID and a new signature", async ({
    app,
    user,
  }) => {
    const receiver = await startReceiver();
    receiver.answer({ status: 500 });
    const { id, secret } = await add(app, receiver, "session.created");
    await signedIn(app, user);
    await expect.poll(() => receiver.requests.length).toBe(1);
    receiver.answer({ status: 200 });
    await expect.poll(() => receiver.requests.length).toBe(2);
    const [first, second] = receiver.requests;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.headers["webhook-timestamp"]).not.toBe(first?.headers["webhook-timestamp"]);
    expect(new Webhook(secret).verify(second?.body ?? "", second?.headers ?? {})).toBeTruthy();
    await expect.poll(() => triesOf(app, id)).toEqual(["Answered 500", "200"]);
    await remove(app, id);
    receiver.stop();
  });

  test("does not follow redirects", async ({ app, user }) => {
    const [elsewhere, receiver] = [await startReceiver(), await startReceiver()];
    receiver.answer({ status: 307, headers: { location: elsewhere.url } });
    const { id } = await add(app, receiver, "session.created");
    await signedIn(app, user);
    await expect.poll(() => triesOf(app, id)).toEqual(["Answered 307"]);
    expect(elsewhere.requests).toEqual([]);
    await remove(app, id);
    for (const server of [elsewhere, receiver]) server.stop();
  });

  test("an endpoint that responds with 410 is disabled, and the admins are notified", async ({
    app,
    user,
    inbox,
  }) => {
    const receiver = await startReceiver();
    receiver.answer({ status: 410 });
    const { id } = await add(app, receiver, "session.created");
    await signedIn(app, user);
    const [notice] = await inbox.withSubject("admin@example.com", "webhook endpoint was disabled");
    expect(notice?.text).toContain(new URL(receiver.url).host);
    const isDisabled = `SELECT 1 FROM "WebhookEndpoint" WHERE id = $1 AND "disabledReason" = 'gone'`;
    expect(await query(app, isDisabled, [id])).toHaveLength(1);
    await signedIn(app, user);
    receiver.answer({ status: 200 });
    await run(app, ["webhook", "enable", id]);
    await run(app, ["webhook", "test", id]);
    await expect
      .poll(() => eventsOf(receiver).map(({ type }) => type))
      .toEqual(["session.created", "webhook.test"]);
    await remove(app, id);
    receiver.stop();
  });

  test("after a rotation both secrets sign until the old one expires", async ({ app, user }) => {
    const receiver = await startReceiver();
    const { id, secret } = await add(app, receiver, "session.created");
    const next = /whsec_\S+/.exec(await run(app, ["webhook", "rotate", id]))?.[0] ?? "";
    expect(next).not.toBe(secret);
    await signedIn(app, user);
    await expect.poll(() => receiver.requests.length).toBe(1);
    const { body, headers } = receiver.requests[0] ?? { body: "", headers: {} };
    expect(headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    for (const known of [secret, next]) expect(new Webhook(known).verify(body, headers)).toBeTruthy();
    await query(app, `UPDATE "WebhookEndpoint" SET "previousSecretEndsAt" = now() WHERE id = $1`, [id]);
    await signedIn(app, user);
    await expect.poll(() => receiver.requests.length).toBe(2);
    const later = receiver.requests[1] ?? { body: "", headers: {} };
    expect(() => new Webhook(secret).verify(later.body, later.headers)).toThrow("No matching signature");
    expect(new Webhook(next).verify(later.body, later.headers)).toBeTruthy();
    await remove(app, id);
    receiver.stop();
  });

  test("a reset event signs the user out of another app", async ({ app, user, page, inbox }) => {
    const sessionsThere = new Map<string, string[]>();
    const receiver = await startReceiver();
    const { id, secret } = await add(app, receiver, "user.password_reset");
    sessionsThere.set(await userIdOf(app, user.address), ["a laptop", "a telephone"]);
    sessionsThere.set("another user", ["a tablet"]);
    await resetPassword(page, inbox, user.address);
    await expect.poll(() => receiver.requests.length).toBe(1);
    for (const { body, headers } of receiver.requests) {
      const event = new Webhook(secret).verify(body, headers) as { type: string; data: { userId: string } };
      if (event.type === "user.password_reset") sessionsThere.delete(event.data.userId);
    }
    expect([...sessionsThere.keys()]).toEqual(["another user"]);
    await remove(app, id);
    receiver.stop();
  });
});

test("@server @sql an event is delivered after a server is killed before sending and the endpoint was down", async ({
  app,
  user,
}) => {
  const port = await reservedPort();
  const { id, secret } = await add(app, { url: `http://127.0.0.1:${port}/hooks` }, "session.created");
  await signedIn(app, user);
  await app.stop("SIGKILL");
  const receiver = await startReceiver(port);
  // Simulates that the lease of the killed server has expired and the retry delay is over.
  await query(app, `UPDATE "WebhookDelivery" SET "leaseExpiresAt" = NULL, "nextAttemptAt" = now()`);
  await app.run();
  await expect.poll(() => receiver.requests.length).toBe(1);
  const { body, headers } = receiver.requests[0] ?? { body: "", headers: {} };
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: "session.created" });
  await remove(app, id);
  receiver.stop();
});

test.describe("with default settings", () => {
  test.use({ settings: {} });

  test("@server @sql rejects private addresses unless they are allowed, when adding and when sending", async ({
    app,
    user,
  }) => {
    const receiver = await startReceiver();
    const settings = { WEBHOOK_ALLOW_PRIVATE: "false" };
    const refused = run(app, ["webhook", "add", receiver.url], settings);
    await expect(refused).rejects.toThrow("The URL must");
    expect(await query(app, `SELECT 1 FROM "WebhookEndpoint" WHERE url = $1`, [receiver.url])).toEqual([]);
    const { id } = await add(app, receiver, "session.created");
    await signedIn(app, user);
    await expect.poll(() => triesOf(app, id)).toEqual(["The URL must begin with https://."]);
    expect(receiver.requests).toEqual([]);
    await remove(app, id);
    receiver.stop();
  });
});

test("@server @sql without a worker, a scheduled request delivers events", async () => {
  const secret = "a secret for the scheduler of this very test";
  const app = await App.start("postgres", {
    WEBHOOK_ALLOW_PRIVATE: "true",
    OUTBOX_WORKER: "off",
    CRON_SECRET: secret,
  });
  const receiver = await startReceiver();
  await add(app, receiver, "user.password_reset");
  const form = await rawReset(app.url, addressOf(0));
  const drive = () =>
    fetch(`${app.url}/api/outbox`, { method: "POST", headers: { authorization: `Bearer ${secret}` } });
  await drive();
  const messages = await fetch(`${app.url}/inbox/messages`).then((answer) => answer.json());
  await sendForm(form, { code: messages[0].code, ...passwords });
  expect(receiver.requests).toEqual([]);
  expect(await (await drive()).json()).toMatchObject({ webhooks: { delivered: 1 } });
  expect(receiver.requests).toHaveLength(1);
  await app.stop();
  receiver.stop();
});
