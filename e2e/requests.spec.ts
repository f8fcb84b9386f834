import { request as httpRequest } from "node:http";
import { BrowserClient } from "./api";
import { expect, test } from "./fixtures";
import { App, serverActions } from "./servers/app";

type Sent = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** Sends a request unchanged. `fetch` rejects some methods and Host headers, and normalizes the path. */
function send(
  app: App,
  path: string,
  {
    method = "GET",
    headers = {},
    body = "",
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Sent> {
  const { hostname, port, host } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path, method, headers: { host, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const SECURITY_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

test("@server redirects of paths with repeated slashes have the security headers and stay on this origin", async ({
  app,
}) => {
  for (const path of [
    "//evil.example",
    "///sign-in",
    "/sign-in//",
    "/account//password",
    "/\\evil.example",
    "//",
  ]) {
    const { status, headers } = await send(app, path);
    expect([path, status]).toEqual([path, 308]);
    expect(headers, path).toMatchObject(SECURITY_HEADERS);
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
    const { origin } = new URL(String(headers.location), app.url);
    expect(origin, path).toBe(app.url);
  }
  const page = await send(app, "/sign-in");
  expect(page.headers).toMatchObject(SECURITY_HEADERS);
  expect(page.headers["content-security-policy"]).toContain("'nonce-");
  expect(page.headers["content-security-policy"]).not.toContain(", default-src");
  const missing = await send(app, "/_next/static/none.js");
  expect(missing.headers).toMatchObject(SECURITY_HEADERS);
});

test("@server rejects unsupported methods with 405, without a stack trace", async ({ app }) => {
  const before = app.log.length;
  for (const path of ["/", "/sign-in", "/api/v1/session", "/api/auth/session", "/_next/static/none.js"]) {
    for (const method of ["TRACE", "PROPFIND", "PURGE", "LINK"]) {
      const { status, headers } = await send(app, path, { method });
      expect([method, path, status]).toEqual([method, path, 405]);
      expect(headers.allow).toContain("GET");
      expect(headers).toMatchObject(SECURITY_HEADERS);
    }
    expect((await send(app, path)).status, path).not.toBe(405);
  }
  expect(app.log.slice(before)).not.toMatch(/stack|Error|\n\s+at /);
});

test("@server rejects malformed multipart bodies with 400, without a stack trace", async ({ app }) => {
  const boundary = "----WebKitFormBoundaryabc123";
  const type = `multipart/form-data; boundary=${boundary}`;
  const action = serverActions().get("signOutAction") ?? "";
  // An action without arguments: called by a script, and by a form as without JavaScript.
  const calls: { name: string; value: string; headers: Record<string, string> }[] = [
    { name: "0", value: "[]", headers: { "next-action": action } },
    { name: `$ACTION_ID_${action}`, value: "", headers: {} },
  ];
  const before = app.log.length;
  for (const { name, value, headers } of calls) {
    const form = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--${boundary}--\r\n`;
    const post = async (body: string, contentType = type) => {
      const sent = { method: "POST", headers: { ...headers, "content-type": contentType }, body };
      return (await send(app, "/", sent)).status;
    };
    expect(await post(form), name).not.toBe(400);
    const bodies = ["", "garbage", form.slice(0, 30), form.slice(0, -8), form.replaceAll("\r\n", "\n")];
    for (const malformed of bodies) expect([malformed, await post(malformed)]).toEqual([malformed, 400]);
    const types = [
      "multipart/form-data",
      "multipart/form-data; boundary=",
      `multipart/form-data;; boundary=${boundary}`,
    ];
    for (const malformed of types) expect([malformed, await post(form, malformed)]).toEqual([malformed, 400]);
  }
  const headers = { "content-type": type };
  const api = await send(app, "/api/v1/sign-ins", { method: "POST", headers, body: "garbage" });
  expect(api.status).toBe(422);
  expect(app.log.slice(before)).not.toMatch(/Unexpected end of form|Malformed|Boundary|\n\s+at |"stack"/);
});

/** Every GET that reads data of a session or client. */
const READS = [
  ...["/api/auth/session", "/api/auth/providers", "/api/auth/csrf"],
  ...["/api/v1/client", "/api/v1/session", "/api/v1/me", "/api/v1/me/sessions", "/api/v1/me/email-addresses"],
  ...["/", "/sign-in", "/account", "/dashboard", "/verify", "/reset-password"],
];

test("@server reading with the token from before a rotation sets no cookie and revokes no session", async ({
  app,
  user,
}) => {
  const browser = new BrowserClient(app);
  await browser.ok("/sign-ins", { identifier: user.address, password: user.password });
  const old = browser.held().Cookie ?? "";
  await browser.ok("/session/attempt-proof", { strategy: "password", password: user.password });
  const current = browser.held().Cookie ?? "";
  expect(current).not.toBe(old);
  const junk = old.replace(/latchkey\.session=[^;]*/, "latchkey.session=junk");
  for (const cookie of [old, current, junk]) {
    for (const path of READS) {
      const { headers, status } = await send(app, path, { headers: { cookie } });
      expect(status, path).toBeLessThan(500);
      const cookies = [headers["set-cookie"] ?? []].flat();
      expect([path, cookies.filter((one) => one.startsWith("latchkey."))]).toEqual([path, []]);
      if (path === "/api/auth/session") expect(cookies).toEqual([]);
    }
  }
  const read = async (cookie: string) =>
    JSON.parse((await send(app, "/api/auth/session", { headers: { cookie } })).body);
  expect(await read(old)).toBeNull();
  expect((await read(current)).user.email).toBe(user.address);
  expect((await browser.get("/session")).status).toBe(200);
});

const CLEARED = '"cache", "storage"';

test("@server only the response that signs out clears the data of the browser", async ({
  app,
  user,
  page,
}) => {
  const signIn = async () => {
    const client = new BrowserClient(app);
    const signedIn = await client.post("/sign-ins", {
      identifier: user.address,
      password: user.password,
    });
    expect(signedIn.headers.get("clear-site-data")).toBeNull();
    return client;
  };
  const byApi = await signIn();
  expect((await byApi.get("/session")).headers.get("clear-site-data")).toBeNull();
  expect((await byApi.post("/session/end")).headers.get("clear-site-data")).toBe(CLEARED);
  expect((await byApi.post("/session/end")).headers.get("clear-site-data")).toBeNull();

  const ownSession = await signIn();
  const { body } = await ownSession.get("/session");
  expect((await ownSession.delete(`/me/sessions/${body.id}`)).headers.get("clear-site-data")).toBe(CLEARED);

  const withPage = await signIn();
  const cookies = [...withPage.cookies].map(([name, value]) => ({ name, value, url: app.url }));
  await page.context().addCookies(cookies);
  await page.goto("/dashboard");
  const cleared = page.waitForResponse(
    async (response) => (await response.headerValue("clear-site-data")) === CLEARED,
  );
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await cleared;
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  const kept = await page.context().cookies();
  expect(kept.map(({ name }) => name)).toContain("latchkey.client");
});

test("@server an inbox without a token is served on loopback hostnames only", async ({
  app,
  databaseKind,
}) => {
  const { port } = new URL(app.url);
  const paths = ["/inbox", "/inbox/messages"];
  for (const host of ["localhost", "127.0.0.1", "[::1]", "app.localhost"]) {
    for (const path of paths)
      expect([host, (await send(app, path, { headers: { host: `${host}:${port}` } })).status]).toEqual([
        host,
        200,
      ]);
  }
  for (const host of [
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example:80@localhost",
    "10.0.0.1",
  ]) {
    for (const path of paths)
      expect([host, (await send(app, path, { headers: { host } })).status]).toEqual([host, 404]);
    const emptied = await send(app, "/inbox/messages", { method: "DELETE", headers: { host } });
    expect([host, emptied.status]).toEqual([host, 404]);
  }
  const guarded = await App.start(databaseKind, { INBOX_TOKEN: "a token for the inbox of this very test" });
  const authorization = "Bearer a token for the inbox of this very test";
  const opened = await send(guarded, "/inbox/messages", {
    headers: { host: "auth.example.com", authorization },
  });
  expect(opened.status).toBe(200);
  await guarded.stop();
});

/** Opens the event stream of a verification. Returns the status and a function that closes the stream. */
async function openEvents(app: App, client: BrowserClient, verificationId: string) {
  const controller = new AbortController();
  const response = await fetch(`${app.url}/api/verifications/${verificationId}/events`, {
    headers: client.held(),
    signal: controller.signal,
  });
  // Keeps a reference to the response, because `fetch` closes the stream of a garbage-collected one.
  const close = () => {
    controller.abort();
    return response;
  };
  return { status: response.status, close };
}

async function waitingClient(app: App, address: string) {
  const client = new BrowserClient(app);
  const { id } = await client.ok("/sign-ins", { identifier: address, strategy: "email_link" });
  const cookie = client.held().Cookie ?? "";
  const { body } = await send(app, `/sign-in/factor-one?attempt=${id}`, { headers: { cookie } });
  const [, verificationId = ""] = /verificationId[^0-9a-f]{1,8}([0-9a-f-]{36})/.exec(body) ?? [];
  expect(verificationId).not.toBe("");
  return { client, verificationId };
}

test("@server limits event streams to five per client and fifty per network; then the page polls", async ({
  databaseKind,
}) => {
  const app = await App.start(databaseKind, { RATE_LIMITS: "off" });
  const open: (() => unknown)[] = [];
  const first = await waitingClient(app, "waiting-0@people.example");
  for (let nth = 0; nth < 5; nth++) {
    const stream = await openEvents(app, first.client, first.verificationId);
    expect(stream.status).toBe(200);
    open.push(stream.close);
  }
  expect((await openEvents(app, first.client, first.verificationId)).status).toBe(429);
  const status = await fetch(`${app.url}/api/verifications/${first.verificationId}`, {
    headers: first.client.held(),
  });
  expect(await status.json()).toEqual({ status: "unverified" });
  const head = await send(app, `/api/verifications/${first.verificationId}/events`, {
    method: "HEAD",
    headers: { cookie: first.client.held().Cookie ?? "" },
  });
  expect(head.status).toBe(405);
  open.pop()?.();
  await expect
    .poll(async () => {
      const stream = await openEvents(app, first.client, first.verificationId);
      if (stream.status === 200) open.push(stream.close);
      return stream.status;
    })
    .toBe(200);
  for (let nth = 1; nth < 10; nth++) {
    const { client, verificationId } = await waitingClient(app, `waiting-${nth}@people.example`);
    for (let stream = 0; stream < 5; stream++) {
      const opened = await openEvents(app, client, verificationId);
      expect([nth, stream, opened.status]).toEqual([nth, stream, 200]);
      open.push(opened.close);
    }
  }
  const next = await waitingClient(app, "waiting-10@people.example");
  expect((await openEvents(app, next.client, next.verificationId)).status).toBe(429);
  for (const close of open) close();
  await app.stop();
});
