import { randomUUID } from "node:crypto";
import { BrowserClient, NativeClient, signedInApp } from "./api";
import { BackOffice } from "./backend";
import { query } from "./database";
import { expect, test } from "./fixtures";
import { BREACHED_PASSWORD } from "./servers/breach-service";
import { SECRET_KEY } from "./servers/paths";
import { startReceiver } from "./servers/receiver";
import { NEW_PASSWORD } from "./steps";
import { TEST_USER_COUNT } from "./users";
import { add, expectEvents, remove } from "./webhook-endpoints";

const NEXT_KEY = "sk_test_the-key-that-takes-the-place-of-the-other-one";
const PARTNER = "https://partner.example";
const UNKNOWN_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

test.describe.configure({ mode: "default" });
test.use({
  settings: {
    SECRET_KEY: `${SECRET_KEY}, ${NEXT_KEY}`,
    REDIRECT_ORIGINS: PARTNER,
    WEBHOOK_ALLOW_PRIVATE: "true",
    TRUSTED_PROXIES: "1",
  },
});

/** Every endpoint of the backend API, with a body that would change something. */
const CALLS: [method: string, path: (id: string) => string, body?: object][] = [
  ["GET", () => "/users"],
  ["POST", () => "/users", { emailAddress: `${randomUUID()}@office.example` }],
  ["GET", (id) => `/users/${id}`],
  ["PATCH", (id) => `/users/${id}`, { name: "Some Name" }],
  ["DELETE", (id) => `/users/${id}`],
  ["PUT", (id) => `/users/${id}/password`, { password: "any nine lanterns of copper" }],
  ["POST", (id) => `/users/${id}/password/expire`, {}],
  ["POST", (id) => `/users/${id}/password/set-compromised`, {}],
  ["POST", (id) => `/users/${id}/password/unset-compromised`, {}],
  ["POST", (id) => `/users/${id}/lock`, {}],
  ["POST", (id) => `/users/${id}/unlock`, {}],
  ["POST", (id) => `/users/${id}/sessions/revoke`, {}],
  ["GET", () => "/invitations"],
  ["POST", () => "/invitations", { emailAddress: `${randomUUID()}@office.example` }],
  ["GET", () => "/audit-events"],
];

const CALLS_OF_ONE = CALLS.filter(([, path]) => path("ID").includes("ID"));

const newAddress = () => `${randomUUID()}@office.example`;

/** A network address that no other test sends requests from. */
const from = (address: string) => ({ "X-Forwarded-For": address });

test("@server rejects every request without the secret key, whatever other credentials it has", async ({
  app,
  user: person,
}) => {
  const { id } = await new BackOffice(app).userOf(person.address);
  const browser = new BrowserClient(app);
  await browser.ok("/sign-ins", { identifier: person.address, password: person.password });
  const cookie = browser.held().Cookie;
  const native = await signedInApp(app, person);
  const shown: Record<string, string>[] = [
    {},
    { Authorization: "" },
    { Authorization: `Bearer ${SECRET_KEY}x` },
    { Authorization: `Bearer ${SECRET_KEY}, ${NEXT_KEY}` },
    { Authorization: `Basic ${SECRET_KEY}` },
    { Authorization: native.token ?? "" },
    { Cookie: cookie },
  ];
  for (const [method, path, body] of CALLS) {
    for (const [index, headers] of shown.entries()) {
      const facts = from(`198.51.100.${index}`);
      const answer = await new NativeClient(app).send(method, path(id), body, { ...facts, ...headers });
      expect([answer.status, answer.codes], `${method} ${path("ID")} ${index}`).toEqual([
        401,
        ["authentication_invalid"],
      ]);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  }
  expect((await native.get("/session")).status).toBe(200);
  expect(app.log).not.toContain(SECRET_KEY);
});

test("@server accepts both keys during a key rotation", async ({ app }) => {
  for (const key of [SECRET_KEY, NEXT_KEY])
    expect((await new BackOffice(app, key).get("/users?limit=1")).status).toBe(200);
});

test("@server limits wrong keys per network and never blocks the correct key", async ({ app }) => {
  const guess = () =>
    new NativeClient(app).send("GET", "/users", undefined, {
      Authorization: `Bearer ${randomUUID()}`,
      ...from("203.0.113.9"),
    });
  const answers = await Promise.all(Array.from({ length: 70 }, guess));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(60);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(10);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  const right = await new BackOffice(app).send("GET", "/users?limit=1", undefined, from("203.0.113.9"));
  expect(right.status).toBe(200);
});

test("@server rejects pages of other origins, also of allowed origins", async ({ app }) => {
  for (const [method, path, body] of CALLS) {
    for (const Origin of [PARTNER, "https://evil.example", "null"]) {
      const answer = await new BackOffice(app).send(method, path(UNKNOWN_ID), body, { Origin });
      expect([answer.status, answer.codes], `${method} ${path("ID")}`).toEqual([403, ["request_forbidden"]]);
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
    const preflight = await fetch(`${app.url}/api/v1${path(UNKNOWN_ID)}`, {
      method: "OPTIONS",
      headers: {
        Origin: PARTNER,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization",
      },
    });
    expect(preflight.status).toBe(204);
    for (const name of ["origin", "headers", "methods", "credentials"])
      expect(preflight.headers.get(`access-control-allow-${name}`)).toBeNull();
  }
});

test("@server responds with 404 to unknown and malformed user IDs", async ({ app }) => {
  const office = new BackOffice(app);
  for (const [method, path, body] of CALLS_OF_ONE) {
    for (const id of [UNKNOWN_ID, "no-uuid", "%00", "..%2f", "x".repeat(2000), `${UNKNOWN_ID}x`]) {
      const answer = await office.send(method, path(id), body);
      expect([answer.status, answer.codes], `${method} ${path("ID")} ${id.slice(0, 40)}`).toEqual([
        404,
        ["resource_not_found"],
      ]);
    }
  }
});

test("@server creates a user whose addresses, numbers and password work immediately", async ({
  app,
  inbox,
}) => {
  const office = new BackOffice(app);
  const [address, second] = [newAddress(), newAddress()];
  const number = `+1415556${1000 + Math.floor(Math.random() * 9000)}`;
  const made = await office.ok("/users", {
    emailAddress: [address.toUpperCase(), second, address],
    phoneNumber: number,
    password: NEW_PASSWORD,
    name: "  Ada Lovelace ",
  });
  expect(made).toEqual({
    id: expect.stringMatching(/^[\da-f-]{36}$/),
    name: "Ada Lovelace",
    isAdmin: false,
    emailAddresses: [
      { id: expect.any(String), emailAddress: address, isVerified: true, isPrimary: true },
      { id: expect.any(String), emailAddress: second, isVerified: true, isPrimary: false },
    ],
    phoneNumbers: [{ id: expect.any(String), phoneNumber: number, isVerified: true, isPrimary: true }],
    passwordEnabled: true,
    passwordCompromised: false,
    passwordExpired: false,
    twoFactorEnabled: false,
    locked: false,
    lockoutExpiresAt: null,
    createdAt: expect.any(Number),
    updatedAt: expect.any(Number),
    lastSignInAt: null,
  });
  expect(Math.abs(made.createdAt - Date.now())).toBeLessThan(60_000);
  expect((await office.get(`/users/${made.id}`)).body).toEqual(made);
  await signedInApp(app, { address: second, password: NEW_PASSWORD });
  expect((await office.get(`/users/${made.id}`)).body.lastSignInAt).toBeGreaterThanOrEqual(made.createdAt);

  const bare = await office.ok("/users", { emailAddress: newAddress() });
  expect(bare).toMatchObject({ name: null, passwordEnabled: false });
  const client = new NativeClient(app);
  const identifier = bare.emailAddresses[0].emailAddress;
  const begun = await client.ok("/sign-ins", { identifier, strategy: "email_code" });
  const code = await inbox.code(identifier);
  const at = `/sign-ins/${begun.id}/attempt-first-factor`;
  expect((await client.ok(at, { strategy: "email_code", code })).status).toBe("complete");
});

test("@server reports each invalid field of a new user and creates no user", async ({
  app,
  user: person,
}) => {
  const office = new BackOffice(app);
  const refusals: [body: object, told: string[]][] = [
    [{}, ["emailAddress form_param_missing"]],
    [{ name: "No Name" }, ["emailAddress form_param_missing"]],
    [{ emailAddress: [] }, ["emailAddress form_param_format_invalid"]],
    [{ emailAddress: ["a@b.example", 7] }, ["emailAddress form_param_format_invalid"]],
    [{ emailAddress: { 0: "a@b.example" } }, ["emailAddress form_param_format_invalid"]],
    [{ emailAddress: Array(51).fill("a@b.example") }, ["emailAddress form_param_format_invalid"]],
    [{ emailAddress: newAddress(), role: "admin" }, ["role form_param_unknown"]],
    [{ emailAddress: newAddress(), name: "two\nlines" }, ["name form_param_format_invalid"]],
    [{ emailAddress: newAddress(), password: "wq7 kz" }, ["password form_password_length_too_short"]],
    [{ emailAddress: newAddress(), password: "passwordpassword" }, ["password form_password_"]],
    [{ emailAddress: person.address.toUpperCase() }, ["emailAddress form_identifier_exists"]],
    [
      { emailAddress: [newAddress(), person.address], phoneNumber: [person.phone] },
      ["emailAddress form_identifier_exists", "phoneNumber form_identifier_exists"],
    ],
    [
      { emailAddress: ["a@b.example", "no address", "nor this"], phoneNumber: "12", password: "wq7 kz" },
      ["emailAddress form_param_format_invalid", "password form_", "phoneNumber form_param_format_invalid"],
    ],
  ];
  for (const [body, told] of refusals) {
    const refused = await office.post("/users", body);
    expect(refused.status, JSON.stringify(body)).toBe(422);
    const fields = refused.fields.map((field, index) => `${field} ${refused.codes[index]}`).sort();
    expect(fields, JSON.stringify(body)).toHaveLength(told.length);
    for (const [index, start] of told.entries()) expect(fields[index]).toContain(start);
  }
  expect((await office.get("/users?query=a@b.example")).body.data).toEqual([]);
});

test("@server of ten concurrent requests to create a user with the same address, one succeeds", async ({
  app,
}) => {
  const office = new BackOffice(app);
  const emailAddress = newAddress();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => office.post("/users", { emailAddress })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(422)]);
  await office.userOf(emailAddress);
});

test("@server updates the name of a user and no other field", async ({ app, user: person }) => {
  const office = new BackOffice(app);
  const { id } = await office.userOf(person.address);
  expect((await office.patch(`/users/${id}`, { name: "Grace" })).body).toMatchObject({ id, name: "Grace" });
  expect((await office.patch(`/users/${id}`, { name: null })).body).toMatchObject({ name: null });
  const refused = await office.patch(`/users/${id}`, { name: "x", password: NEW_PASSWORD, isAdmin: true });
  expect([refused.codes, refused.fields.sort()]).toEqual([
    ["form_param_unknown", "form_param_unknown"],
    ["isAdmin", "password"],
  ]);
  expect((await office.patch(`/users/${id}`)).codes).toEqual(["form_param_missing"]);
  expect((await office.get(`/users/${id}`)).body).toMatchObject({ name: null, isAdmin: false });
});

test("@server pages list every user once, newest first, while users are created", async ({ app }) => {
  const office = new BackOffice(app);
  const before = await office.all("/users?limit=100");
  expect(before.length).toBeGreaterThanOrEqual(TEST_USER_COUNT);
  const seen: { id: string; createdAt: number }[] = [];
  let path = "/users?limit=30";
  for (let cursor: string | null = ""; cursor !== null; path = `/users?limit=30&cursor=${cursor}`) {
    const { body } = await office.get(path);
    expect(body.data.length).toBeLessThanOrEqual(30);
    seen.push(...body.data);
    cursor = body.nextCursor;
    await office.ok("/users", { emailAddress: newAddress() });
  }
  const ids = seen.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
  const times = seen.map(({ createdAt }) => createdAt);
  expect(times).toEqual([...times].sort((one, other) => other - one));
  expect((await office.get("/users")).body.data).toHaveLength(20);
  for (const [field, value] of [
    ["limit", "0"],
    ["limit", "101"],
    ["limit", "1.5"],
    ["limit", "-1"],
    ["cursor", "junk"],
    ["cursor", "%F0%9F%92%A5"],
    ["query", "%00"],
    ["query", "x".repeat(600)],
  ]) {
    const refused = await office.get(`/users?${field}=${value}`);
    expect([refused.status, refused.fields], `${field}=${value}`).toEqual([422, [field]]);
  }
  expect((await office.get("/users?page=2")).codes).toEqual(["form_param_unknown"]);
});

test("@server sets a password, and an expired one signs in to a task", async ({ app, user: person }) => {
  const office = new BackOffice(app);
  const { id } = await office.userOf(person.address);
  const native = await signedInApp(app, person);
  const at = `/users/${id}/password`;
  const common = await office.put(at, { password: BREACHED_PASSWORD });
  expect([common.status, common.codes, common.fields]).toEqual([422, ["form_password_pwned"], ["password"]]);
  expect((await office.put(at, { password: "too short" })).codes).toContain("form_password_length_too_short");
  expect((await office.put(at, { password: NEW_PASSWORD, role: "admin" })).codes).toEqual([
    "form_param_unknown",
  ]);
  expect((await native.get("/session")).status).toBe(200);
  expect((await office.put(at, { password: NEW_PASSWORD })).status).toBe(200);
  expect((await native.get("/session")).status).toBe(401);

  expect(await office.ok(`${at}/expire`)).toMatchObject({ passwordExpired: true });
  const later = await signedInApp(app, { ...person, password: NEW_PASSWORD });
  expect((await later.get("/session")).body).toMatchObject({ currentTask: { key: "reset-password" } });
  await later.ok("/session/tasks/reset-password", { password: person.password });
  expect((await later.get("/session")).body.status).toBe("active");
  expect((await office.get(`/users/${id}`)).body).toMatchObject({ passwordExpired: false });
});

test("@server a compromised password requires another method until the flag is removed", async ({
  app,
  user: person,
}) => {
  const office = new BackOffice(app);
  const { id } = await office.userOf(person.address);
  const native = await signedInApp(app, person);
  expect(await office.ok(`/users/${id}/password/set-compromised`)).toMatchObject({
    passwordCompromised: true,
  });
  expect((await native.get("/session")).body).toMatchObject({
    status: "pending",
    currentTask: { key: "reset-password" },
  });
  const withPassword = { identifier: person.address, password: person.password };
  const refused = await new NativeClient(app).post("/sign-ins", withPassword);
  expect(refused.codes).toEqual(["form_password_compromised"]);
  await office.ok(`/users/${id}/password/set-compromised`);
  expect(await office.ok(`/users/${id}/password/unset-compromised`)).toMatchObject({
    passwordCompromised: false,
  });
  expect((await native.get("/session")).body.status).toBe("active");

  const bare = await office.ok("/users", { emailAddress: newAddress() });
  const none = await office.post(`/users/${bare.id}/password/set-compromised`);
  expect([none.status, none.codes]).toEqual([422, ["strategy_for_user_invalid"]]);
  expect((await office.post(`/users/${bare.id}/password/unset-compromised`)).status).toBe(200);
});

test("@server locking a user revokes all sessions and blocks every sign-in method until unlocked", async ({
  app,
  user: person,
  createNextUser,
  inbox,
}) => {
  const office = new BackOffice(app);
  const { id } = await office.userOf(person.address);
  const native = await signedInApp(app, person);
  const client = new NativeClient(app);
  const reset = { identifier: person.address, strategy: "reset_password_email_code" };
  const begun = await client.ok("/sign-ins", reset);
  const code = await inbox.code(person.address);
  const link = new NativeClient(app);
  await link.ok("/sign-ups", { emailAddress: newAddress(), password: NEW_PASSWORD });

  expect(await office.ok(`/users/${id}/lock`)).toMatchObject({ locked: true });
  await office.ok(`/users/${id}/lock`);
  expect((await native.get("/session")).status).toBe(401);
  const withPassword = { identifier: person.address, password: person.password };
  expect((await new NativeClient(app).post("/sign-ins", withPassword)).codes).toEqual(["user_locked"]);
  const at = `/sign-ins/${begun.id}/attempt-first-factor`;
  const tried = { strategy: "reset_password_email_code", code, password: NEW_PASSWORD };
  expect((await client.post(at, tried)).status).toBeGreaterThanOrEqual(400);
  const marker = createNextUser();
  for (const identifier of [person.address, marker.address])
    await new NativeClient(app).post("/sign-ins", { identifier, strategy: "email_code" });
  await inbox.code(marker.address);
  expect((await inbox.messages(person.address)).flatMap(({ code }) => code ?? [])).toEqual([code]);

  expect(await office.ok(`/users/${id}/unlock`)).toMatchObject({ locked: false });
  expect((await native.get("/session")).status, "an ended session stays ended").toBe(401);
  expect((await client.post(at, tried)).status, "so does what was begun").toBeGreaterThanOrEqual(400);
  await signedInApp(app, person);
});

test("@server unlocking lifts a lockout after wrong passwords", async ({ app, user: person }) => {
  const office = new BackOffice(app);
  const { id } = await office.userOf(person.address);
  const withPassword = (password: string) =>
    new NativeClient(app).post("/sign-ins", { identifier: person.address, password });
  for (let tries = 0; tries < 10; tries++) await withPassword("not the password at all");
  expect((await withPassword(person.password)).codes).toEqual(["user_locked"]);
  const locked = (await office.get(`/users/${id}`)).body;
  expect(locked.locked).toBe(false);
  expect(locked.lockoutExpiresAt).toBeGreaterThan(Date.now() + 600_000);
  expect(await office.ok(`/users/${id}/unlock`)).toMatchObject({ locked: false, lockoutExpiresAt: null });
  await signedInApp(app, person);
});

test("@server revokes one session or all sessions of the given user only", async ({
  app,
  user: person,
  createNextUser,
}) => {
  const office = new BackOffice(app);
  const { id } = await office.userOf(person.address);
  const other = createNextUser();
  const otherId = (await office.userOf(other.address)).id;
  const clients = [];
  for (let made = 0; made < 3; made++) clients.push(await signedInApp(app, person));
  const [first, second, third] = clients;
  const foreign = await signedInApp(app, other);
  const sessionId = (await first?.get("/session"))?.body.id;
  const at = `/users/${id}/sessions/revoke`;
  for (const wrong of [(await foreign.get("/session")).body.id, UNKNOWN_ID])
    expect((await office.post(at, { sessionId: wrong })).codes).toEqual(["resource_not_found"]);
  expect((await office.post(at, { sessionId: "no-uuid" })).fields).toEqual(["sessionId"]);
  const elsewhere = await office.post(`/users/${otherId}/sessions/revoke`, { sessionId });
  expect(elsewhere.codes).toEqual(["resource_not_found"]);
  expect(await office.ok(at, { sessionId })).toEqual({ sessionsRevoked: 1 });
  expect((await office.post(at, { sessionId })).codes).toEqual(["resource_not_found"]);
  expect((await first?.get("/session"))?.status).toBe(401);
  expect((await second?.get("/session"))?.status).toBe(200);
  expect(await office.ok(at)).toEqual({ sessionsRevoked: 2 });
  for (const client of [second, third]) expect((await client?.get("/session"))?.status).toBe(401);
  expect((await foreign.get("/session")).status).toBe(200);
  expect(await office.ok(at)).toEqual({ sessionsRevoked: 0 });
});

test("@server @texts deleting a user invalidates all sessions, codes and links, and frees the identifiers", async ({
  app,
  user: person,
  inbox,
}) => {
  const office = new BackOffice(app);
  const { id } = await office.userOf(person.address);
  const native = await signedInApp(app, person);
  const browser = new BrowserClient(app);
  await browser.ok("/sign-ins", { identifier: person.address, password: person.password });
  const byCode = new NativeClient(app);
  const reset = await byCode.ok("/sign-ins", {
    identifier: person.phone,
    strategy: "reset_password_phone_code",
  });
  const code = await inbox.code(person.phone);
  const byLink = new NativeClient(app);
  await byLink.ok("/sign-ins", { identifier: person.address, strategy: "email_link" });
  const token = new URL(await inbox.link(person.address)).searchParams.get("token");

  expect((await office.delete(`/users/${id}`)).body).toEqual({ id, deleted: true });

  for (const client of [native, browser]) {
    expect((await client.get("/session")).status).toBe(401);
    expect((await client.get("/me")).codes).toEqual(["authentication_invalid"]);
  }
  const tried = await byCode.post(`/sign-ins/${reset.id}/attempt-first-factor`, {
    strategy: "reset_password_phone_code",
    code,
    password: NEW_PASSWORD,
  });
  expect(tried.codes).toEqual(["resource_not_found"]);
  const opened = await byLink.ok("/email-links/attempt", { token });
  expect(opened.status).toBe("failed");
  expect((await byLink.get("/session")).status).toBe(401);
  const withPassword = { identifier: person.address, password: person.password };
  expect((await new NativeClient(app).post("/sign-ins", withPassword)).codes).toEqual([
    "form_password_incorrect",
  ]);
  for (const [method, path, body] of CALLS_OF_ONE)
    expect((await office.send(method, path(id), body)).codes).toEqual(["resource_not_found"]);
  expect((await office.get(`/users?query=${person.address}`)).body.data).toEqual([]);
  const again = await office.ok("/users", { emailAddress: person.address, phoneNumber: person.phone });
  expect(again.id).not.toBe(id);
});

test("@server logs every action in the audit log, which has pages and filters", async ({
  app,
  user: person,
}) => {
  const office = new BackOffice(app);
  const startedAt = Date.now() - 1000;
  const { id } = await office.userOf(person.address);
  await signedInApp(app, person);
  await office.patch(`/users/${id}`, { name: "Grace" });
  await office.ok(`/users/${id}/password/set-compromised`);
  await office.ok(`/users/${id}/password/unset-compromised`);
  await office.ok(`/users/${id}/sessions/revoke`);
  await office.ok(`/users/${id}/lock`);
  await office.ok(`/users/${id}/unlock`);
  await office.delete(`/users/${id}`);
  const events = await office.all(`/audit-events?userId=${id}&limit=3`);
  const acts = events.filter(({ details }) => details.by === "secret_key");
  expect(acts.map(({ type }) => type)).toEqual([
    "user.deleted",
    "user.unlocked",
    "user.locked",
    "user.sessions_revoked",
    "user.password_cleared",
    "user.password_compromised",
    "user.updated",
  ]);
  expect(acts[3]).toEqual({
    id: expect.any(String),
    type: "user.sessions_revoked",
    outcome: "success",
    userId: id,
    actorId: null,
    sessionId: null,
    signInId: null,
    ipAddress: expect.any(String),
    userAgent: "node",
    requestId: expect.any(String),
    details: { by: "secret_key", sessionsRevoked: 1 },
    createdAt: expect.any(Number),
  });
  expect(events.at(-1)).toMatchObject({
    type: "sign_in.password",
    outcome: "success",
    userId: id,
    actorId: id,
  });
  const types = async (filter: string) =>
    (await office.all(`/audit-events?userId=${id}&${filter}`)).map(({ type }) => type);
  expect(await types("type=user.locked")).toEqual(["user.locked"]);
  expect(await types("type=no.such.type")).toEqual([]);
  const { createdAt } = acts[2];
  expect(await types(`since=${createdAt}&until=${createdAt + 1}`)).toContain("user.locked");
  expect(await types(`until=${startedAt}`)).toEqual([]);
  expect(await types(`since=${startedAt}`)).toHaveLength(events.length);
  for (const filter of ["userId=x", "since=yesterday", "until=-1", `since=${"9".repeat(20)}`, "cursor=x"])
    expect((await office.get(`/audit-events?${filter}`)).status, filter).toBe(422);
  expect((await office.get(`/audit-events?since=${"9".repeat(14)}`)).body.data).toEqual([]);
});

test("@server @sql sends webhooks for actions of the backend API", async ({ app }) => {
  const receiver = await startReceiver();
  const { id: endpoint } = await add(app, receiver);
  const office = new BackOffice(app);
  const address = newAddress();
  const { id } = await office.ok("/users", { emailAddress: address, password: NEW_PASSWORD, name: "Ada" });
  const person = { address, password: NEW_PASSWORD };
  await signedInApp(app, person);
  await office.patch(`/users/${id}`, { name: "Grace" });
  await office.ok(`/users/${id}/sessions/revoke`);
  await signedInApp(app, person);
  await office.ok(`/users/${id}/password/set-compromised`);
  await office.ok(`/users/${id}/lock`);
  await office.delete(`/users/${id}`);
  const told = await expectEvents(receiver, [
    "user.created",
    "session.created",
    "user.updated",
    "session.revoked",
    "session.created",
    "user.password_compromised",
    "session.pending",
    "user.locked",
    "session.revoked",
    "user.deleted",
  ]);
  const dataOf = (type: string) => told.filter((event) => event.type === type).map(({ data }) => data);
  const user = { userId: id, name: "Ada", emailAddress: address, phoneNumber: null };
  expect(dataOf("user.created")).toEqual([user]);
  expect(dataOf("user.updated")).toEqual([{ ...user, name: "Grace", change: "name_changed" }]);
  expect(dataOf("user.locked")).toEqual([
    { userId: id, emailAddress: address, ipAddress: null, userAgent: null, lockedForSeconds: null },
  ]);
  expect(dataOf("user.deleted")).toEqual([{ userId: id }]);
  expect(
    dataOf("session.revoked")
      .map(({ reason }) => reason)
      .sort(),
  ).toEqual(["revoked", "user_locked"]);
  await remove(app, endpoint);
  receiver.stop();
});

test("@server @sql no response contains a password hash", async ({ app, user: person }) => {
  const office = new BackOffice(app);
  const { id } = await office.userOf(person.address);
  const [row] = await query<{ passwordHash: string }>(
    app,
    `SELECT "passwordHash" FROM "User" WHERE id = $1`,
    [id],
  );
  expect(row?.passwordHash).toContain("argon2id");
  for (const path of ["/users?limit=100", `/users/${id}`, "/audit-events?limit=100"])
    expect(JSON.stringify((await office.get(path)).body)).not.toContain("argon2");
});
