import { request as send } from "node:http";
import { expect, test } from "./fixtures";
import { type RawForm, readForm } from "./raw-form";
import { App } from "./servers/app";
import { addressOf, TEST_USER_PASSWORD } from "./users";

const APP_URL = "https://auth.example.com";

/** Hostnames that the server can listen on. Next.js builds its own URLs from them. */
const HOSTNAMES = ["127.0.0.1", "localhost", "0.0.0.0"];

/** Headers that proxies send and clients can forge. */
const VARIANTS: Record<string, string>[] = [
  {},
  { host: "auth.example.com" },
  { host: "10.0.0.7:8080" },
  { host: "evil.example" },
  { "x-forwarded-proto": "https" },
  { "x-forwarded-proto": "https,http", "x-forwarded-port": "443" },
  { "x-forwarded-host": "evil.example" },
  { "x-forwarded-host": "auth.example.com, inner.example", host: "inner.example" },
  { forwarded: "for=203.0.113.7;proto=https;host=evil.example" },
  { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
];

type Answer = { status: number; location: string | null; cookies: string };

/** Sends a request with any Host header, which `fetch` does not allow. */
async function ask(
  app: App,
  path: string,
  headers: Record<string, string>,
  form?: FormData,
): Promise<Answer> {
  const encoded = form && new Response(form);
  const type = encoded?.headers.get("content-type");
  const body = encoded && Buffer.from(await encoded.arrayBuffer());
  return new Promise((resolve, reject) => {
    const sent = send(
      new URL(path, app.url),
      { method: form ? "POST" : "GET", headers: { ...headers, ...(type && { "content-type": type }) } },
      (answer) => {
        const cookies = (answer.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
        answer.resume().on("end", () => {
          resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? null, cookies });
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Submits a sign-in form like a browser without JavaScript. */
async function signIn(
  app: App,
  { fields, cookies }: RawForm,
  user: number,
  headers: Record<string, string>,
): Promise<Answer> {
  const form = new FormData();
  const filledIn = { identifier: addressOf(user), password: TEST_USER_PASSWORD };
  for (const [name, value] of [...fields, ...Object.entries(filledIn)]) form.set(name, value);
  return ask(app, "/sign-in", { cookie: cookies, ...headers }, form);
}

for (const HOSTNAME of HOSTNAMES) {
  test(`@server forwarded headers and Host have no effect when the server listens on ${HOSTNAME}`, async ({
    databaseKind,
  }) => {
    test.slow();
    const app = await App.start(databaseKind, { HOSTNAME, APP_URL, INBOX_TOKEN: "a token of the inbox" });
    const newForm = () => readForm(`${app.url}/sign-in`, "password");
    const { cookies: cookie } = await signIn(app, await newForm(), 0, { origin: APP_URL });
    const signedOut: [string, number, string | null][] = [
      ["/dashboard", 303, "/sign-in?redirect_url=%2Fdashboard"],
      ["/admin", 303, "/sign-in?redirect_url=%2Fadmin"],
      ["/dashboard/", 308, "/dashboard"],
      ["/verify?token=abc", 303, "/verify"],
      ["/reset-password?access_token=abc", 303, "/reset-password/link"],
      ["/api/auth/signin", 302, `/sign-in?callbackUrl=${encodeURIComponent(APP_URL)}`],
      ["/api/health/ready", 200, null],
    ];
    const signedIn: [string, number, string | null][] = [
      ["/admin", 404, null],
      ["/admin/users", 404, null],
      ["/no-such-page", 404, null],
      ["/sign-in", 303, "/"],
      ["/.well-known/change-password", 303, "/account#password"],
    ];
    let user = 1;
    for (const headers of VARIANTS) {
      const variant = JSON.stringify(headers);
      for (const [path, status, location] of signedOut) {
        expect(await ask(app, path, headers), `${path} ${variant}`).toMatchObject({ status, location });
      }
      for (const [path, status, location] of signedIn) {
        const answer = await ask(app, path, { ...headers, cookie });
        expect(answer, `${path} ${variant}`).toMatchObject({ status, location });
      }
      const form = await newForm();
      const own = await signIn(app, form, user++, { ...headers, origin: APP_URL });
      expect(own, variant).toMatchObject({ status: 303, location: "/" });
      expect(own.cookies, variant).toContain("latchkey.session=");
      for (const origin of ["https://evil.example", "http://auth.example.com", `https://10.0.0.7:8080`]) {
        const foreign = await signIn(app, form, user, { ...headers, origin });
        expect(foreign, `${origin} ${variant}`).toMatchObject({ status: 403, cookies: "" });
      }
    }
    expect(app.log).not.toContain("Invalid Server Actions request");
    await app.stop();
  });
}

test("@server with a loopback APP_URL every loopback name works", async ({ app, createNextUser }) => {
  const { port } = new URL(app.url);
  for (const name of ["localhost", "127.0.0.1", "[::1]"]) {
    const { fields, cookies } = await readForm(`${app.url}/sign-in`, "password");
    const { address, password } = createNextUser();
    const form = new FormData();
    for (const [field, value] of [...fields, ["identifier", address], ["password", password]] as const)
      form.set(field, value);
    const host = `${name}:${port}`;
    const answer = await ask(app, "/sign-in", { cookie: cookies, host, origin: `http://${host}` }, form);
    expect(answer, name).toMatchObject({ status: 303, location: "/" });
    expect(answer.cookies, name).toContain("latchkey.session=");
  }
});
