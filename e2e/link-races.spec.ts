import { expect, test } from "./fixtures";
import { readForm, type Sent, sendForm } from "./raw-form";

test.describe.configure({ mode: "default" });
test.use({ settings: { RATE_LIMITS: "off" } });

/** Requests a sign-in link. Returns the cookies of the requesting browser. */
async function rawLink(appUrl: string, address: string): Promise<string> {
  const page = `${appUrl}/sign-in/factor-one`;
  const asked = await sendForm(await readForm(page, "identifier"), { identifier: address });
  const choose = await readForm(new URL(asked.location ?? "/", appUrl).href, "strategy", asked.cookies);
  return (await sendForm(choose, { strategy: "email_link" })).cookies;
}

test("@server of 20 concurrent confirmations exactly one signs in", async ({ app, user, inbox }) => {
  const cookies = await rawLink(app.url, user.address);
  const token = new URL(await inbox.link(user.address)).searchParams.get("token") ?? "";
  const form = await readForm(`${app.url}/verify`, "token", `${cookies}; latchkey.link=${token}`);
  const answers = await Promise.all(Array.from({ length: 20 }, () => sendForm(form, {})));
  expect(answers.filter(({ cookies: given }) => given.includes("latchkey.session"))).toHaveLength(1);
});

test("@server of 20 concurrent correct codes exactly one signs in", async ({ app, user, inbox }) => {
  const page = `${app.url}/sign-in/factor-one`;
  const asked = await sendForm(await readForm(page, "identifier"), { identifier: user.address });
  const attempt = new URL(asked.location ?? "/", app.url).href;
  const choose = await readForm(attempt, "strategy", asked.cookies);
  const chosen = await sendForm(choose, { strategy: "email_code" });
  const form = await readForm(attempt, "code", chosen.cookies);
  const code = await inbox.code(user.address);
  const answers = await Promise.all(Array.from({ length: 20 }, () => sendForm(form, { code })));
  expect(answers.filter(({ cookies }) => cookies.includes("latchkey.session"))).toHaveLength(1);
});

test("@server of 16 concurrent sign-ups with one address at most one creates an account", async ({
  app,
  inbox,
}) => {
  const address = "everybody@newcomers.example";
  const password = "copper kites circle northward";
  const fields = { emailAddress: address, password, phoneNumber: "", method: "code" };
  const begin = async () => sendForm(await readForm(`${app.url}/sign-up`, "emailAddress"), fields);
  const begun: Sent[] = [];
  // The server examines one password after the other, and rejects one that waits for ten seconds.
  while (begun.length < 16) begun.push(...(await Promise.all(Array.from({ length: 4 }, begin))));
  expect(begun.every(({ location }) => location?.includes("/sign-up/verify"))).toBe(true);
  const codes = (await inbox.waitFor(address, 16)).map(({ code }) => code ?? "");
  const forms = await Promise.all(
    begun.map(({ location, cookies }) => readForm(new URL(location ?? "/", app.url).href, "code", cookies)),
  );
  // The emails do not show which form a code belongs to, so each form sends the first four codes concurrently.
  const answers = await Promise.all(
    forms.flatMap((form) => codes.slice(0, 4).map((code) => sendForm(form, { code }))),
  );
  const given = answers.filter(({ cookies }) => cookies.includes("latchkey.session"));
  expect(given.length).toBeLessThanOrEqual(1);
});

test("@server 200 link tokens have random bytes", async ({ app, user, inbox }) => {
  const form = await readForm(`${app.url}/forgot-password`, "identifier");
  const fields = { identifier: user.address, method: "link" };
  for (let round = 0; round < 20; round++) {
    await Promise.all(Array.from({ length: 10 }, () => sendForm(form, fields)));
  }
  const links = (await inbox.waitFor(user.address, 200)).map(({ link }) => new URL(link ?? "").searchParams);
  const tokens = links.map((query) => Buffer.from(query.get("token") ?? "", "base64url"));
  expect(tokens.every(({ length }) => length === 32)).toBe(true);
  // Of 200 random values, a byte position has about 139 different ones of 256.
  for (let place = 0; place < 32; place++) {
    expect(new Set(tokens.map((token) => token[place])).size, `byte ${place}`).toBeGreaterThan(100);
  }
  expect(new Set(tokens.map((token) => token.toString("hex"))).size).toBe(200);
});
