import { BrowserClient } from "./api";
import { expect, test } from "./fixtures";
import type { App } from "./servers/app";

const SHOP = "https://shop.example";
const PARTNER = "https://partner.example";
const EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
const WEB_VIEW = "capacitor://localhost";

test.describe.configure({ mode: "default" });
test.use({
  settings: {
    REDIRECT_ORIGINS: `${SHOP}, com.example.app://, ${EXTENSION}`,
    API_ORIGINS: `${PARTNER}, ${EXTENSION}, ${WEB_VIEW}`,
  },
});

/** Calls the API like a script on a page of `origin`. */
async function callFrom(
  app: App,
  origin: string,
  { method = "POST", path = "/sign-ins", body = {}, headers = {} }: CallOptions = {},
): Promise<Response> {
  return fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: {
      Origin: origin,
      "Sec-Fetch-Site": "cross-site",
      "Content-Type": "application/json",
      ...headers,
    },
    ...(method === "POST" && { body: JSON.stringify(body) }),
  });
}

type CallOptions = { method?: string; path?: string; body?: object; headers?: Record<string, string> };

const grants = ({ headers }: Response) => [
  headers.get("access-control-allow-origin"),
  headers.get("access-control-allow-credentials"),
];

test("@server an allowed redirect origin cannot call the API, and an API origin is not a redirect target", async ({
  app,
  user,
}) => {
  const identifier = user.address;
  for (const origin of [SHOP, "com.example.app://", "com.example.app://callback", "https://evil.example"]) {
    const rejected = await callFrom(app, origin, { body: { identifier } });
    expect([origin, rejected.status, ...grants(rejected)]).toEqual([origin, 403, null, null]);
  }
  const redirectUrl = `${PARTNER}/done`;
  const called = await callFrom(app, PARTNER, { body: { identifier, redirectUrl } });
  expect((await called.json()).errors).toMatchObject([{ code: "redirect_url_not_allowed" }]);
  const allowed = await callFrom(app, PARTNER, { body: { identifier, redirectUrl: `${SHOP}/done` } });
  expect([allowed.status, ...grants(allowed)]).toEqual([200, PARTNER, "true"]);
  expect(app.log).not.toContain("settings.deprecated");
});

for (const origin of [EXTENSION, WEB_VIEW]) {
  test(`@server ${origin} signs in with a bearer token, and its cookies are ignored`, async ({
    app,
    user,
  }) => {
    const browser = new BrowserClient(app);
    await browser.ok("/sign-ins", { identifier: user.address, password: user.password });
    const cookie = browser.held().Cookie ?? "";
    expect((await browser.get("/session")).status).toBe(200);
    const withCookies = await callFrom(app, origin, { method: "GET", path: "/session", headers: { cookie } });
    expect(withCookies.status).toBe(401);

    const body = { identifier: user.address, password: user.password };
    const signedIn = await callFrom(app, origin, { body, headers: { cookie } });
    expect([signedIn.status, ...grants(signedIn)]).toEqual([200, origin, null]);
    expect(signedIn.headers.getSetCookie()).toEqual([]);
    expect(signedIn.headers.get("access-control-expose-headers")).toContain("Authorization");
    const headers = { Authorization: signedIn.headers.get("authorization") ?? "" };
    const session = await callFrom(app, origin, { method: "GET", path: "/session", headers });
    expect(session.status).toBe(200);
    expect((await session.json()).id).not.toBe((await browser.get("/session")).body.id);
    const ask = {
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "authorization,content-type",
    };
    const preflight = await callFrom(app, origin, { method: "OPTIONS", headers: ask });
    expect([preflight.status, ...grants(preflight)]).toEqual([204, origin, null]);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("Authorization");
  });
}

test("@server rejects another extension and another app", async ({ app }) => {
  for (const origin of [
    "chrome-extension://bbcdefghijklmnopabcdefghijklmnop",
    `${EXTENSION}.evil`,
    "capacitor://localhost.evil",
    "capacitor://",
    "ionic://localhost",
  ]) {
    const rejected = await callFrom(app, origin);
    expect([origin, rejected.status, ...grants(rejected)]).toEqual([origin, 403, null, null]);
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("@server a link redirects to an app by its custom scheme", async ({ app, user, inbox, page }) => {
    const begun = (redirectUrl: string) =>
      callFrom(app, PARTNER, { body: { identifier: user.address, strategy: "email_link", redirectUrl } });
    expect((await begun("com.example.evil://callback")).status).toBe(422);
    const answer = await begun("com.example.app://callback?from=link");
    expect(answer.status).toBe(200);
    const { firstFactorVerification } = await answer.json();
    await page.goto(await inbox.link(user.address));
    await page.getByLabel("Two-digit number").fill(String(firstFactorVerification.matchNumber));
    const redirected = page.waitForResponse((response) => response.status() === 303);
    await page.getByRole("button", { name: "Confirm" }).click();
    expect((await redirected).headers().location).toBe(
      "com.example.app://callback?from=link&link_status=verified&link_same_client=false",
    );
  });
});
