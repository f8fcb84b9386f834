import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { BrowserClient, NativeClient, signedInApp } from "./api";
import { BackOffice } from "./backend";
import { expect, test } from "./fixtures";
import type { App } from "./servers/app";

const API = path.resolve(import.meta.dirname, "../app/api/v1");
const AN_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const PARTNER = "https://partner.example";

test.describe.configure({ mode: "default" });
test.use({ settings: { REDIRECT_ORIGINS: PARTNER, RATE_LIMITS: "off" } });

type Route = { method: string; path: string; isBackend: boolean };

/** Every endpoint, from the folder tree. */
function routes(): Route[] {
  return readdirSync(API, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === "route.ts")
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const place = `/${path.relative(API, entry.parentPath).replaceAll(/\[\w+\]/g, AN_ID)}`;
      const methods = readFileSync(file, "utf8").matchAll(
        /^export const (GET|POST|PUT|PATCH|DELETE) = (\w+)/gm,
      );
      return [...methods].map(([, method = "", frame]) => ({
        method,
        path: place,
        isBackend: frame === "backendRoute",
      }));
    });
}

const HUGE = "x".repeat(60_000);
const NAMES = [
  ...["identifier", "emailAddress", "phoneNumber", "password", "currentPassword", "newPassword", "strategy"],
  ...[
    "code",
    "token",
    "matchNumber",
    "redirectUrl",
    "name",
    "organizationId",
    "verificationId",
    "trustDevice",
  ],
  ...["emailAddressId", "phoneNumberId", "signOutOfOtherSessions", "invitationId"],
];
const VALUES: unknown[] = [
  ...[
    null,
    0,
    -1,
    1e308,
    true,
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\udfff\ud800",
    "\u202e",
    "💥".repeat(300),
    HUGE,
  ],
  ...[
    [],
    [[]],
    ["a"],
    {},
    { toString: 1 },
    { a: { b: { c: [] } } },
    "__proto__",
    "constructor",
    "' OR 1=1 --",
    "%00",
  ],
];
/** JSON text, because `JSON.stringify` cannot produce some of these bodies. */
const BODIES = [
  ...[
    "",
    " ",
    "null",
    "true",
    "0",
    '"text"',
    "[]",
    "[{}]",
    "{",
    "{]",
    "\u0000",
    "undefined",
    "NaN",
    "{'a':1}",
  ],
  ...['{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{}}}', '{"toString":1}', '{"":1}'],
  ...['{"identifier":"a","identifier":["b"]}', '{"identifier":"\\ud800"}', '{"password":"\\u0000"}'],
  "[".repeat(20_000),
  ...VALUES.map((value) => JSON.stringify(Object.fromEntries(NAMES.map((name) => [name, value])))),
];
/** Valid combinations of fields with arbitrary values, for the endpoints that accept them. */
const SIGN_IN_BODIES = [
  ...VALUES.map((value) => JSON.stringify({ identifier: value, password: value })),
  ...VALUES.map((value) => JSON.stringify({ identifier: "ada@example.com", strategy: value, code: value })),
];

test("@server no request body causes a 5xx", async ({ app, user }) => {
  test.slow();
  const client = await signedInApp(app, user);
  const calls = routes();
  expect(calls.length).toBeGreaterThan(30);
  const office = new BackOffice(app);
  for (const [turn, route] of calls.filter(({ method }) => method !== "GET").entries()) {
    const caller = route.isBackend ? office : client;
    // All endpoints use the same parser, so each endpoint gets every second body and each body reaches half of the
    // endpoints.
    const shared = BODIES.filter((_, index) => (index + turn) % 2 === 0);
    const bodies = route.path.startsWith("/sign-ins") ? [...shared, ...SIGN_IN_BODIES] : shared;
    const answers = await Promise.all(
      bodies.map((body) => caller.copy().send(route.method, route.path, body)),
    );
    for (const [index, answer] of answers.entries()) {
      const about = `${route.method} ${route.path} ${bodies[index]?.slice(0, 80)}`;
      expect(answer.status, about).toBeLessThan(500);
      if (answer.status >= 400) expect(answer.codes.length, about).toBeGreaterThan(0);
    }
  }
});

test("@server no path, query, header or token causes a 5xx", async ({ app }) => {
  const ids = [
    "no-uuid",
    "%00",
    "%F0%9F%92%A5",
    "..%2f",
    "x".repeat(2000),
    "6F9619FF-8B86-4D01-B42D-00CF4FC964FF",
  ];
  const tokens = ["Bearer", "Bearer ", "Bearer x", `Bearer ${"x".repeat(43)}.`, `Bearer ${"x".repeat(5000)}`];
  for (const { method, path: place, isBackend } of routes()) {
    const caller = () => (isBackend ? new BackOffice(app) : new NativeClient(app));
    for (const id of place.includes(AN_ID) ? ids : []) {
      const answer = await caller().send(method, place.replace(AN_ID, id), method === "GET" ? undefined : {});
      expect(answer.status, `${method} ${place} ${id}`).toBeLessThan(500);
    }
    for (const Authorization of tokens) {
      const answer = await new NativeClient(app).send(method, place, method === "GET" ? undefined : {}, {
        Authorization,
      });
      expect(answer.status, `${method} ${place} ${Authorization.slice(0, 20)}`).toBe(401);
      expect(answer.codes).toEqual(["authentication_invalid"]);
    }
    if (method !== "GET") continue;
    for (const query of ["?a=1", "?a=%00", "?a=1&a=2", "?=%"])
      expect((await caller().get(place + query)).status, place + query).toBe(422);
  }
});

test("@server reports each invalid field once", async ({ app }) => {
  const client = new NativeClient(app);
  const refused = await client.post("/sign-ins", {
    password: 7,
    strategy: "carrier_pigeon",
    colour: "red",
    [HUGE]: 1,
  });
  expect(refused.status).toBe(422);
  const told = refused.fields.map((field, index) => `${field.slice(0, 12)} ${refused.codes[index]}`);
  expect(told.sort()).toEqual([
    "colour form_param_unknown",
    "identifier form_param_missing",
    "password form_param_format_invalid",
    "strategy form_param_format_invalid",
    `${"x".repeat(12)} form_param_unknown`,
  ]);
  expect(refused.body.errors[0]).toEqual({
    code: expect.any(String),
    message: expect.any(String),
    longMessage: expect.any(String),
    shortMessage: expect.any(String),
    long_message: expect.any(String),
    meta: expect.any(Object),
  });
  const prototype = await client.send("POST", "/sign-ins", '{"identifier":"ada@example.com","__proto__":{}}');
  expect([prototype.codes, prototype.fields]).toEqual([["form_param_unknown"], ["__proto__"]]);
  const both = await client.post("/sign-ins", {
    identifier: "a@b.example",
    password: "x",
    strategy: "email_code",
  });
  expect(both.fields).toEqual(["strategy"]);
  const noPassword = await client.post("/sign-ins", { identifier: "a@b.example", strategy: "password" });
  expect([noPassword.codes, noPassword.fields]).toEqual([["form_param_missing"], ["password"]]);
});

test("@server accepts only JSON and limits the size of the body", async ({ app }) => {
  const client = new NativeClient(app);
  const body = JSON.stringify({ identifier: "ada@example.com" });
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""]) {
    const answer = await client.send("POST", "/sign-ins", body, { "Content-Type": type });
    expect(answer.codes, type).toEqual(["form_param_format_invalid"]);
  }
  const charset = { "Content-Type": "application/json; charset=utf-8" };
  expect((await client.send("POST", "/sign-ins", body, charset)).status).toBe(200);
  const large = await client.send("POST", "/sign-ins", { identifier: "x".repeat(70_000) });
  expect([large.status, large.codes]).toEqual([413, ["request_too_large"]]);
  expect((await fetch(`${app.url}/api/v1/sign-ins`, { method: "PUT" })).status).toBe(405);
});

test("@server rejects a redirect URL that is not allowed", async ({ app, user }) => {
  const begin = (redirectUrl: string) =>
    new NativeClient(app).post("/sign-ins", {
      identifier: user.address,
      strategy: "email_link",
      redirectUrl,
    });
  for (const redirectUrl of [
    "https://evil.example/",
    "//evil.example",
    "javascript:alert(1)",
    "/\\evil.example",
  ]) {
    const refused = await begin(redirectUrl);
    expect([refused.status, refused.codes, refused.fields], redirectUrl).toEqual([
      422,
      ["redirect_url_not_allowed"],
      ["redirectUrl"],
    ]);
  }
  for (const redirectUrl of ["/dashboard", `${PARTNER}/done?x=1`])
    expect((await begin(redirectUrl)).status, redirectUrl).toBe(200);
});

async function asPage(app: App, origin: string, method: string, more: Record<string, string> = {}) {
  const headers = {
    Origin: origin,
    "Sec-Fetch-Site": "same-site",
    "Content-Type": "application/json",
    ...more,
  };
  const body = method === "POST" ? "{}" : null;
  return fetch(`${app.url}/api/v1/session/end`, { method, headers, body });
}

test("@server rejects pages of other origins unless the settings allow them", async ({ app, user }) => {
  const browser = new BrowserClient(app);
  await browser.ok("/sign-ins", { identifier: user.address, password: user.password });
  const cookie = browser.held().Cookie ?? "";
  for (const origin of [
    "https://evil.example",
    `${PARTNER}.evil.example`,
    "http://partner.example",
    "null",
  ]) {
    const answer = await asPage(app, origin, "POST", { cookie });
    expect(answer.status, origin).toBe(403);
    expect(await answer.json()).toMatchObject({ errors: [{ code: "request_forbidden" }] });
    expect(answer.headers.get("access-control-allow-origin"), origin).toBeNull();
    expect(answer.headers.get("vary")).toContain("Origin");
  }
  const crossSite = { "Sec-Fetch-Site": "cross-site", cookie };
  expect((await fetch(`${app.url}/api/v1/session/end`, { method: "POST", headers: crossSite })).status).toBe(
    403,
  );
  const token = await signedInApp(app, user);
  const evil = { Authorization: token.token ?? "" };
  expect((await asPage(app, "https://evil.example", "POST", evil)).status).toBe(403);
  expect((await browser.get("/session")).status).toBe(200);

  const allowed = await asPage(app, PARTNER, "POST", { cookie });
  expect(allowed.status).toBe(200);
  expect(allowed.headers.get("access-control-allow-origin")).toBe(PARTNER);
  expect(allowed.headers.get("access-control-allow-credentials")).toBe("true");
  expect(app.log).toContain("settings.deprecated");
  expect((await browser.get("/session")).status).toBe(401);
});

test("@server a preflight request succeeds only for allowed origins", async ({ app }) => {
  const ask = { "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type" };
  const granted = await asPage(app, PARTNER, "OPTIONS", ask);
  expect(granted.status).toBe(204);
  expect(granted.headers.get("access-control-allow-origin")).toBe(PARTNER);
  expect(granted.headers.get("access-control-allow-headers")).toContain("Content-Type");
  expect(granted.headers.get("vary")).toContain("Origin");
  const refused = await asPage(app, "https://evil.example", "OPTIONS", ask);
  expect(refused.headers.get("access-control-allow-origin")).toBeNull();
  const page = await fetch(`${app.url}/sign-in`, { method: "OPTIONS", headers: { Origin: PARTNER, ...ask } });
  expect(page.headers.get("access-control-allow-origin")).toBeNull();
});

test("@server rejects a session cookie as bearer token and ignores cookies next to a bearer token", async ({
  app,
  user,
}) => {
  const browser = new BrowserClient(app);
  await browser.ok("/sign-ins", { identifier: user.address, password: user.password });
  const session = browser.cookies.get("latchkey.session") ?? "";
  const answer = await new NativeClient(app).send("GET", "/session", undefined, {
    Authorization: `Bearer ${session}`,
  });
  expect(answer.status).toBe(401);
  const native = await signedInApp(app, user);
  const [, own = ""] = (native.token ?? "").split(".");
  expect(own).toHaveLength(43);
  const { status } = await native.send("GET", "/session", undefined, { Cookie: "latchkey.session=junk" });
  expect(status).toBe(200);
});

test("@server a script that stores cookies and sends no Origin header keeps its session", async ({
  app,
  user,
  playwright,
}) => {
  const script = await playwright.request.newContext({ baseURL: `${app.url}/api/v1/` });
  const begun = await script.post("sign-ins", { data: { identifier: user.address } });
  const { id } = await begun.json();
  expect((await script.get(`sign-ins/${id}`)).status()).toBe(200);
  const proof = { strategy: "password", password: user.password };
  const done = await script.post(`sign-ins/${id}/attempt-first-factor`, { data: proof });
  expect((await done.json()).status).toBe("complete");
  expect((await script.get("session")).status()).toBe(200);

  for (const headers of [{ "Sec-Fetch-Site": "cross-site" }, { Origin: "https://evil.example" }])
    expect((await script.post("session/end", { headers })).status()).toBe(403);
  expect((await script.get("session")).status()).toBe(200);
  expect((await script.post("session/end")).status()).toBe(200);
  expect((await script.get("session")).status()).toBe(401);
  await script.dispose();
});

test("@server prefers the bearer token over the cookie, and reissues it", async ({
  app,
  user,
  playwright,
}) => {
  const script = await playwright.request.newContext({ baseURL: `${app.url}/api/v1/` });
  const data = { identifier: user.address, password: user.password };
  const first = await script.post("sign-ins", { data });
  const other = await signedInApp(app, user);
  const headers = { Authorization: other.token ?? "" };
  const ended = await script.post("session/end", { headers });
  expect(ended.headers()["set-cookie"]).toBeUndefined();
  expect((await other.get("/session")).status).toBe(401);
  expect((await script.get("session")).status()).toBe(200);

  const again = await script.post("sign-ins", { data });
  const [before = "", now = ""] = [first, again].map((answer) => answer.headers().authorization);
  expect(now).toMatch(/^Bearer [\w-]{43}\.[\w-]{43}$/);
  expect(now).not.toBe(before);
  await script.dispose();
});

test("@server responds to an unknown path with the same headers and error format as to other errors", async ({
  app,
}) => {
  for (const path of ["/nope", "/nope/at/all", "/sign-ins/1/2/3", "/users/nope/nope", "/%00"]) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const headers = { Origin: PARTNER, "Sec-Fetch-Site": "same-site" };
      const answer = await fetch(`${app.url}/api/v1${path}`, { method, headers });
      expect(answer.status, `${method} ${path}`).toBe(404);
      expect(await answer.json()).toMatchObject({ errors: [{ code: "resource_not_found" }] });
      expect(answer.headers.get("cache-control")).toContain("no-store");
      expect(answer.headers.get("access-control-allow-origin")).toBe(PARTNER);
    }
  }
  const evil = await fetch(`${app.url}/api/v1/nope`, { headers: { Origin: "https://evil.example" } });
  expect(evil.status).toBe(403);
  expect(evil.headers.get("access-control-allow-origin")).toBeNull();
});

test("@server serves its OpenAPI document", async ({ app }) => {
  const { status, body } = await new NativeClient(app).get("/openapi.json");
  expect(status).toBe(200);
  expect(Object.keys(body.paths).length).toBeGreaterThan(25);
  expect(body.servers).toEqual([{ url: `${app.url}/api/v1` }]);
});
