import { query, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { readForm, type Sent, sendForm } from "./raw-form";
import { expectSignedIn, resetPassword, signIn, signOut } from "./steps";
import { pagePaths, replay } from "./visitor";

async function rawSignIn(
  appUrl: string,
  user: { address: string; password: string },
  cookies = "",
): Promise<Sent> {
  const form = await readForm(`${appUrl}/sign-in`, "identifier", cookies);
  return sendForm(form, { identifier: user.address, password: user.password });
}

/** Returns whether a page, its RSC payload and an endpoint accept the cookies. */
async function worth(appUrl: string, cookies: string): Promise<string[]> {
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(appUrl + path, { headers: { cookie: cookies, ...headers } });
  const page = await ask("/dashboard");
  const rsc = await ask("/dashboard", { RSC: "1" });
  const session = await ask("/api/auth/session").then((answer) => answer.json());
  const shown = [page, rsc].map(
    ({ status, url }) => status === 200 && new URL(url).pathname === "/dashboard",
  );
  return [...shown, Boolean(session?.user)].map((isIn) => (isIn ? "in" : "out"));
}

const EVERYWHERE = ["in", "in", "in"];
const NOWHERE = ["out", "out", "out"];

test("@server @both signing out revokes the session, not only the cookie", async ({
  app,
  page,
  context,
  user,
}) => {
  await signIn(page, user.address, user.password);
  await expectSignedIn(page, user.address);
  const kept = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  expect(await worth(app.url, kept)).toEqual(EVERYWHERE);
  await signOut(page);
  expect(await worth(app.url, kept)).toEqual(NOWHERE);
});

/** Worthless cookies next to a session cookie. Auth.js reads each of them differently from the pages. */
const BESIDE: Record<string, (cookies: string) => string> = {
  nothing: (cookies) => cookies,
  "a piece of a cookie": (cookies) => `${cookies}; latchkey.session.0=junk`,
  "one of the same name": (cookies) => `latchkey.session=junk; ${cookies}`,
  "an empty one": (cookies) => `latchkey.session=; ${cookies}`,
};

test("@server @sql signing out revokes the session that the pages use, and logs the request once", async ({
  app,
  user,
}) => {
  for (const [what, withCookie] of Object.entries(BESIDE)) {
    const { cookies } = await rawSignIn(app.url, user);
    const inside = await fetch(`${app.url}/dashboard`, { headers: { cookie: withCookie(cookies) } });
    expect(new URL(inside.url).pathname, what).toBe("/dashboard");
    await replay(app, "signOutAction", { state: what, cookies: withCookie(cookies) }, {});
    expect(await worth(app.url, cookies), what).toEqual(NOWHERE);
  }
  const told = await query(
    app,
    `SELECT "ipAddress", "userAgent", "requestId" FROM "AuditEvent" WHERE type = 'session.ended' AND "userId" = $1`,
    [await userIdOf(app, user.address)],
  );
  expect(told).toEqual(
    Object.keys(BESIDE).map(() => ({
      ipAddress: expect.stringMatching(/127\.0\.0\.1|::1/),
      userAgent: "node",
      requestId: expect.stringMatching(/^[\w-]{36}$/),
    })),
  );
});

test("@server @both a reset revokes copied cookies immediately", async ({ app, page, user, inbox }) => {
  const { cookies } = await rawSignIn(app.url, user);
  expect(await worth(app.url, cookies)).toEqual(EVERYWHERE);
  await resetPassword(page, inbox, user.address);
  expect(await worth(app.url, cookies)).toEqual(NOWHERE);
});

test("keeps other devices signed in if the user clears the checkbox", async ({
  page,
  otherBrowser,
  user,
  inbox,
}) => {
  await signIn(otherBrowser, user.address, user.password);
  await expectSignedIn(otherBrowser, user.address);
  await page.goto("/forgot-password");
  await page.getByLabel("Email address or phone number").fill(user.address);
  await page.getByRole("button", { name: "Send reset instructions" }).click();
  await page.getByLabel("Sign out of all other devices").uncheck();
  await page.getByLabel("Verification code").fill(await inbox.code(user.address));
  await page.getByLabel("New password", { exact: true }).fill("copper kites circle northward");
  await page.getByLabel("Confirm new password").fill("copper kites circle northward");
  await page.getByRole("button", { name: "Reset password" }).click();
  await expectSignedIn(page, user.address);
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser.getByRole("heading", { name: "Dashboard" })).toBeVisible();
});

test("@server @both signing in always creates a new token and never accepts a planted one", async ({
  app,
  user,
}) => {
  const planted = "latchkey.session=chosen-by-another-client";
  const first = await rawSignIn(app.url, user, planted);
  expect(first.cookies).not.toContain("chosen-by-another-client");
  const form = await readForm(`${app.url}/forgot-password`, "identifier", first.cookies);
  expect(form.fields.size).toBeGreaterThan(0);
  const second = await rawSignIn(app.url, user);
  const token = (cookies: string) => /latchkey\.session=([^;]+)/.exec(cookies)?.[1];
  expect(token(first.cookies)).not.toBe(token(second.cookies));
  expect(await worth(app.url, planted)).toEqual(NOWHERE);
});

test("@server a form that is sent without a client cookie gets exactly one", async ({ app, user }) => {
  const { fields } = await readForm(`${app.url}/sign-in`, "password");
  const body = new FormData();
  for (const [name, value] of fields) body.set(name, value);
  body.set("identifier", user.address);
  body.set("password", user.password);
  const answer = await fetch(`${app.url}/sign-in`, {
    method: "POST",
    body,
    redirect: "manual",
    headers: { origin: app.url },
  });
  const cookies = answer.headers.getSetCookie();
  expect(cookies.filter((cookie) => cookie.startsWith("latchkey.session="))).toHaveLength(1);
  expect(cookies.filter((cookie) => cookie.startsWith("latchkey.client="))).toHaveLength(1);
});

test("@server never accepts a client cookie that it did not issue", async ({ app, user }) => {
  for (const planted of ["planted", "", "x".repeat(44)]) {
    const cookie = `latchkey.client=${planted}`;
    const { cookies } = await rawSignIn(app.url, user, cookie);
    expect(cookies).toMatch(/latchkey\.client=[\w-]{43}(;|$)/);
    const answer = await fetch(`${app.url}/api/v1/sign-ins`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: JSON.stringify({ identifier: user.address }),
    });
    expect(answer.headers.getSetCookie().join()).toMatch(/latchkey\.client=[\w-]{43};/);
  }
  const { cookies } = await rawSignIn(app.url, user);
  const client = cookies.split("; ").find((pair) => pair.startsWith("latchkey.client=")) ?? "";
  expect((await rawSignIn(app.url, user, client)).cookies).toContain(client);
});

test("@server @both the session cookie is opaque, HttpOnly and limited to this host", async ({
  context,
  page,
  user,
}) => {
  await signIn(page, user.address, user.password);
  await expectSignedIn(page, user.address);
  const cookie = (await context.cookies()).find(({ name }) => name === "latchkey.session");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/", domain: "localhost" });
  expect(cookie?.value).toMatch(/^[\w-]{43}$/);
  expect(await page.content()).not.toContain(cookie?.value);
});

test("@server @both an invalid session cookie is ignored and causes no error", async ({ app }) => {
  const junk = ["x", "x".repeat(8_000), "eyJhbGciOiJub25lIn0.e30.", "%00", "a=b", '"quoted"'];
  for (const value of junk) expect(await worth(app.url, `latchkey.session=${value}`)).toEqual(NOWHERE);
  expect(await worth(app.url, "latchkey.session.0=a; latchkey.session.1=b")).toEqual(NOWHERE);
});

test.describe("@server @both Auth.js endpoints", () => {
  async function csrf(appUrl: string, cookies = "") {
    const answer = await fetch(`${appUrl}/api/auth/csrf`, { headers: { cookie: cookies } });
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    const set = answer.headers.getSetCookie().map((header) => header.split(";")[0]);
    return { csrfToken, cookies: [cookies, ...set].filter(Boolean).join("; ") };
  }

  async function post(url: string, cookies: string, body: Record<string, string>): Promise<Response> {
    return fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: cookies, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(body),
    });
  }

  test("the callback applies the same rules and rate limits", async ({ app, user }) => {
    const { csrfToken, cookies } = await csrf(app.url);
    const callback = `${app.url}/api/auth/callback/credentials`;
    const attempt = (password: string) =>
      post(callback, cookies, { csrfToken, identifier: user.address, password });
    const sessionCookie = (answer: Response) =>
      answer.headers.getSetCookie().find((header) => /^latchkey\.session=[\w-]{43};/.test(header));
    expect(sessionCookie(await attempt(user.password))).toBeDefined();
    await Promise.all(Array.from({ length: 15 }, () => attempt("not the password at all")));
    expect(sessionCookie(await attempt(user.password))).toBeUndefined();
    expect((await rawSignIn(app.url, user)).html).toContain("Too many failed attempts");
  });

  test("a client cannot write to the session", async ({ app, user }) => {
    const signedIn = await rawSignIn(app.url, user);
    const { csrfToken, cookies } = await csrf(app.url, signedIn.cookies);
    const before = await fetch(`${app.url}/api/auth/session`, { headers: { cookie: cookies } }).then((a) =>
      a.json(),
    );
    await fetch(`${app.url}/api/auth/session`, {
      method: "POST",
      headers: { cookie: cookies, "content-type": "application/json" },
      body: JSON.stringify({
        csrfToken,
        data: { role: "admin", status: "active", user: { id: "1", email: "eve@evil.example" } },
      }),
    });
    const after = await fetch(`${app.url}/api/auth/session`, { headers: { cookie: cookies } }).then((a) =>
      a.json(),
    );
    expect(after.user).toEqual(before.user);
    expect(after.user.email).toBe(user.address);
    expect(await worth(app.url, cookies)).toEqual(EVERYWHERE);
  });

  test("the sign-out endpoint revokes the session", async ({ app, user }) => {
    const signedIn = await rawSignIn(app.url, user);
    const { csrfToken, cookies } = await csrf(app.url, signedIn.cookies);
    await post(`${app.url}/api/auth/signout`, cookies, { csrfToken });
    expect(await worth(app.url, signedIn.cookies)).toEqual(NOWHERE);
  });

  test("the sign-out endpoint revokes the session that the pages use", async ({ app, user }) => {
    const signedIn = await rawSignIn(app.url, user);
    const { csrfToken, cookies } = await csrf(app.url, signedIn.cookies);
    await post(`${app.url}/api/auth/signout`, `${cookies}; latchkey.session.0=junk`, { csrfToken });
    expect(await worth(app.url, signedIn.cookies)).toEqual(NOWHERE);
  });

  test("the callback revokes the previous session of the browser", async ({ app, user }) => {
    const before = await rawSignIn(app.url, user);
    const { csrfToken, cookies } = await csrf(app.url, before.cookies);
    const input = { csrfToken, identifier: user.address, password: user.password };
    const answer = await post(`${app.url}/api/auth/callback/credentials`, cookies, input);
    const session = answer.headers.getSetCookie().find((header) => header.startsWith("latchkey.session="));
    expect(await worth(app.url, session?.split(";")[0] ?? "")).toEqual(EVERYWHERE);
    expect(await worth(app.url, before.cookies)).toEqual(NOWHERE);
  });
});

test.describe("@server @both requests of other sites", () => {
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
  ] as Record<string, string>[]) {
    test(`are rejected: ${JSON.stringify(headers)}`, async ({ app, user }) => {
      const form = await readForm(`${app.url}/sign-in`, "identifier");
      const answer = await sendForm(form, { identifier: user.address, password: user.password }, headers);
      expect(answer.status).toBe(403);
      expect(answer.cookies).not.toContain("latchkey.session");
      const inbox = await fetch(`${app.url}/inbox/messages`, { method: "DELETE", headers });
      expect(inbox.status).toBe(403);
    });
  }
});

test("@server every page and endpoint rejects POST requests of other sites, in any format", async ({
  app,
}) => {
  const endpoints = ["/api/auth/callback/credentials", "/api/auth/signout", "/api/v1/sign-ins"];
  const senders: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ];
  for (const door of [...pagePaths(), ...endpoints]) {
    for (const sender of senders) {
      for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
        const headers = { ...sender, "content-type": type };
        const { status } = await fetch(app.url + door, {
          method: "POST",
          redirect: "manual",
          headers,
          body: "a=1",
        });
        expect(status, `${door} ${JSON.stringify(headers)}`).toBe(403);
      }
    }
  }
});
