import { NativeClient, signedInApp } from "./api";
import { BackOffice } from "./backend";
import { snapshot, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import type { App } from "./servers/app";

test.describe.configure({ mode: "default" });
test.use({ settings: { RATE_LIMITS: "off" } });

const AN_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const EVIL = "eve@evil.example";

/** Values that an ORM could interpret as a query condition instead of a value, including empty ones. */
const OPERATORS = [
  { not: "" },
  { startsWith: "a" },
  { contains: "" },
  { equals: null, not: "1" },
  { in: [] },
  { OR: [{}] },
  {},
  [],
  ["ada@example.com"],
  [{ not: "" }],
];

/** Fields that only the server sets. */
const DECIDED = [
  "role",
  "isAdmin",
  "emailVerified",
  "verifiedAt",
  "lockedAt",
  "createdAt",
  "userId",
  "status",
];

type Fields = { properties?: Record<string, object> };

type Described = {
  security: Record<string, unknown>[];
  requestBody?: { content: Record<string, { schema: Fields }> };
};

type DescribedCall = { method: string; path: string; names: string[]; isBackend: boolean };

/** Every endpoint with a request body and the names of its fields, from the OpenAPI document of the server. */
async function callsOf(app: App): Promise<DescribedCall[]> {
  const { body } = await new NativeClient(app).get("/openapi.json");
  const calls = Object.entries<Record<string, Described>>(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody, security }]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, AN_ID),
      isBackend: security.some((way) => "secretKey" in way),
      names: Object.keys(requestBody?.content["application/json"]?.schema.properties ?? {}),
    })),
  );
  return calls.filter(({ method }) => method !== "GET");
}

test("@server @sql rejects query operators in every field of every endpoint", async ({ app, user }) => {
  test.slow();
  const client = await signedInApp(app, user);
  const userId = await userIdOf(app, user.address);
  const before = await snapshot(app, userId);
  const calls = await callsOf(app);
  expect(calls.flatMap(({ names }) => names).length).toBeGreaterThan(50);
  for (const { method, path, names, isBackend } of calls) {
    const caller = isBackend ? new BackOffice(app) : client;
    for (const name of names) {
      for (const value of OPERATORS) {
        const answer = await caller.send(method, path, { [name]: value });
        const about = `${method} ${path} ${name} ${JSON.stringify(value)}`;
        expect(answer.status, about).toBe(422);
        expect(answer.fields, about).toContain(name);
      }
    }
  }
  expect(await snapshot(app, userId)).toBe(before);
});

test("@server @sql rejects fields that only the server sets", async ({ app, user }) => {
  const client = await signedInApp(app, user);
  const userId = await userIdOf(app, user.address);
  const before = await snapshot(app, userId);
  for (const { method, path, names, isBackend } of await callsOf(app)) {
    const decided = DECIDED.filter((name) => !names.includes(name));
    const answer = await (isBackend ? new BackOffice(app) : client).send(
      method,
      path,
      Object.fromEntries(decided.map((name) => [name, "admin"])),
    );
    const unknown = answer.fields.filter((_, index) => answer.codes[index] === "form_param_unknown");
    expect(unknown.sort(), `${method} ${path}`).toEqual(decided.sort());
  }
  expect(await snapshot(app, userId)).toBe(before);
});

test("@server sends a message to one recipient, whatever the format of the address", async ({
  app,
  user,
  inbox,
}) => {
  const client = new NativeClient(app);
  const addresses = [
    `${user.address},${EVIL}`,
    `${user.address};${EVIL}`,
    `${user.address} ${EVIL}`,
    `${user.address}\r\nBcc: ${EVIL}`,
    `${user.address}%0aBcc:${EVIL}`,
    `"${EVIL}"@people.example`,
    `<${user.address}> ${EVIL}`,
    [user.address, EVIL],
    { 0: user.address, 1: EVIL },
  ];
  const kinds = [
    { path: "/sign-ins", name: "identifier", more: { strategy: "reset_password_email_code" } },
    { path: "/password-reset/email", name: "email", more: { redirectUrl: "/reset-password" } },
    { path: "/sign-ups", name: "emailAddress", more: { password: "violet harbour seven kites" } },
  ];
  for (const { path, name, more } of kinds) {
    for (const address of addresses) {
      const answer = await client.post(path, { ...more, [name]: address });
      expect([answer.status, answer.fields], `${path} ${JSON.stringify(address)}`).toEqual([422, [name]]);
    }
    for (const query of [`?${name}=${EVIL}`, `?${name}[]=${EVIL}&${name}[]=${EVIL}`])
      expect((await client.post(path + query, more)).fields, query).toEqual([name]);
  }
  const twice = `{"strategy":"reset_password_email_code","identifier":"${EVIL}","identifier":"${user.address}"}`;
  expect((await client.send("POST", "/sign-ins", twice)).status).toBe(200);
  await inbox.code(user.address);
  expect(await inbox.messages(EVIL)).toEqual([]);
});
