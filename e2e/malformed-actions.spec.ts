import { snapshot, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { fieldsAimedAt } from "./idor-fields";
import { type App, serverActions } from "./servers/app";
import { replay, signedIn, stillSignedIn, type Visitor } from "./visitor";

test.describe.configure({ mode: "default" });
test.use({ settings: { RATE_LIMITS: "off" } });

const ANONYMOUS: Visitor = { state: "anonymous", cookies: "" };
/** Longer than any response takes on a busy machine. A request that hangs takes longer. */
const PROMPT_MS = 45_000;
/** Internal details: stack traces, file names, queries and source code. */
const INSIDE = /\n\s+at |node_modules|\/lib\/flows|prisma|PrismaClient|SELECT |use server|__next_internal/i;

type Body = { type: string; body: string | FormData | Uint8Array<ArrayBuffer> };

const TEXT = "text/plain;charset=UTF-8";
const text = (body: string): Body => ({ type: TEXT, body });
const parts = (fields: Record<string, string>): Body => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return { type: "", body };
};

/** Arguments that no page sends, in the format of the script of a page. */
const BODIES: Record<string, Body> = {
  nothing: text(""),
  "no arguments": text("[]"),
  "one argument": text('["$undefined"]'),
  "twenty arguments": text(JSON.stringify(Array.from({ length: 20 }, () => ({ a: 1 })))),
  "a condition for a form": text('[{"errors":[],"values":{}},{"token":{"not":""},"email":{"contains":"@"}}]'),
  "nothing for a form": text('[null,"$undefined"]'),
  "a number for a form": text("[0,1e400]"),
  "no JSON": text("[{"),
  "deep nesting": text("[".repeat(20_000) + "]".repeat(20_000)),
  "a reference to nothing": text('["$Q7","$W8","$i9","$K1"]'),
  "a promise of itself": parts({ 0: '"$@0"' }),
  "a chunk that refers to itself": parts({ 0: '["$1"]', 1: '["$1"]' }),
  "a way to the prototype": parts({ 0: '["$1:__proto__:constructor:constructor"]', 1: '{"a":1}' }),
  "a promise of one's own making": parts({
    0: '{"then":"$1:__proto__:then","status":"resolved_model","reason":-1,"value":"{\\"then\\":\\"$B1\\"}","_response":{"_prefix":"process.exit(1);","_formData":{"get":"$1:constructor:constructor"}}}',
    1: '"$@0"',
  }),
  "keys of the prototype": parts({ 0: '[{},"$K1"]', _1___proto__: "x", _1_constructor: "x" }),
  "bad UTF-8": { type: TEXT, body: new Uint8Array([0x5b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x5d]) },
  "a form of 66 kB": parts({ 0: '["$K1"]', _1_password: "x".repeat(66_000) }),
  "a form of five megabytes": parts({ 0: '["$K1"]', _1_password: "x".repeat(5_000_000) }),
  "five megabytes": text(`["${"x".repeat(5_000_000)}"]`),
};

async function send(app: App, id: string, { type, body }: Body, { cookies }: Visitor) {
  const headers = { "Next-Action": id, Accept: "text/x-component", Origin: app.url, Cookie: cookies };
  const began = Date.now();
  const answer = await fetch(`${app.url}/`, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, ...(type && { "Content-Type": type }) },
    body,
  });
  return { status: answer.status, text: await answer.text(), ms: Date.now() - began };
}

test("@server @sql malformed arguments change nothing, reveal nothing and do not stop the server", async ({
  app,
  user,
}) => {
  test.slow();
  const visitor = await signedIn(app, user);
  const userId = await userIdOf(app, user.address);
  const before = await snapshot(app, userId);
  const actions = serverActions();
  for (const name of ["signInAction", "addPhoneNumberAction", "resetPasswordAction"]) {
    expect([...actions.keys()]).toContain(name);
    for (const [what, body] of Object.entries(BODIES)) {
      const answer = await send(app, actions.get(name) ?? "", body, visitor);
      expect(answer.status, `${name}, ${what}`).toBeLessThan(500);
      expect(answer.text, `${name}, ${what}`).not.toMatch(INSIDE);
      expect(answer.ms, `${name}, ${what}`).toBeLessThan(PROMPT_MS);
    }
  }
  expect(await snapshot(app, userId)).toBe(before);
  expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(200);
});

test("@server rejects a form that is too large, with and without a Content-Length header", async ({
  app,
}) => {
  const { log } = app;
  for (const length of [66_000, 1_000_000, 5_000_000]) {
    const form = parts({ identifier: "ada@example.com", password: "x".repeat(length) }).body;
    const { body, headers } = new Response(form);
    const type = { "Content-Type": headers.get("content-type") ?? "" };
    const told = await fetch(`${app.url}/sign-in`, { method: "POST", body: form });
    const untold = await fetch(`${app.url}/sign-in`, {
      method: "POST",
      headers: type,
      body,
      duplex: "half",
    } as RequestInit);
    for (const answer of [told, untold]) {
      expect([answer.status, await answer.text()]).toEqual([413, "The request is too large.\n"]);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(answer.headers.get("cache-control")).toContain("no-store");
    }
  }
  expect(app.log.slice(log.length)).not.toMatch(/\n\s+at /);
});

test("@server an action is not run by a GET request or by an unknown ID", async ({ app, user }) => {
  const { cookies } = await signedIn(app, user);
  const signOut = serverActions().get("signOutAction") ?? "";
  const headers = { "Next-Action": signOut, Cookie: cookies };
  const got = await fetch(`${app.url}/dashboard`, { headers });
  expect(await got.text()).toContain(user.address);
  for (const id of ["", "x", "0".repeat(42), "__proto__", `${signOut}0`, "../../lib"]) {
    const { status, text } = await send(app, id, BODIES["no arguments"] as Body, ANONYMOUS);
    expect([400, 404, 409], id).toContain(status);
    expect(text, id).not.toMatch(INSIDE);
  }
  expect((await fetch(`${app.url}/dashboard`, { headers: { cookie: cookies } })).status).toBe(200);
});

const VALUES = [`a\0b' OR 1=1 --${"💥".repeat(300)}`, "\ud800", "9".repeat(400), "__proto__"];

test("@server @sql no field value causes a 5xx in any action", async ({ app, user }) => {
  test.slow();
  const visitor = await signedIn(app, user);
  const names = Object.keys((await fieldsAimedAt(app, await userIdOf(app, user.address)))[0] ?? {});
  for (const name of serverActions().keys()) {
    for (const value of name === "signOutAction" ? [] : VALUES) {
      const fields = Object.fromEntries(names.map((field) => [field, value]));
      const { status, text } = await replay(app, name, visitor, fields);
      expect(status, `${name} ${JSON.stringify(value)}`).toBeLessThan(500);
      expect(text, name).not.toMatch(INSIDE);
    }
  }
});

test("@server @sql actions reject IDs of other users, signed in or not", async ({ app, createNextUser }) => {
  test.slow();
  const [victim, other] = [createNextUser(), createNextUser()];
  await signedIn(app, victim);
  const userId = await userIdOf(app, victim.address);
  const [first = {}, ...others] = await fieldsAimedAt(app, userId);
  const before = await snapshot(app, userId);
  let stranger = await signedIn(app, other);
  for (const name of serverActions().keys()) {
    stranger = await stillSignedIn(app, stranger, other);
    const theirs = [first, ...others].map((fields) => ({ visitor: stranger, fields }));
    for (const { visitor, fields } of [{ visitor: ANONYMOUS, fields: first }, ...theirs]) {
      const { status, text } = await replay(app, name, visitor, fields);
      expect(status, `${visitor.state} ${name}`).toBeLessThan(500);
      expect(text, `${visitor.state} ${name}`).not.toContain(victim.phone);
    }
    expect(await snapshot(app, userId), name).toBe(before);
  }
});
