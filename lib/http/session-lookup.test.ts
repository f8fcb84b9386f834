import "@/lib/db/testing/own-embedded";
import type { IncomingMessage } from "node:http";
import { NextRequest } from "next/server";
import { afterEach, expect, test, vi } from "vitest";
import { SYSTEM_REQUEST } from "@/lib/audit";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import { database, embeddedDatabase } from "@/lib/db/client";
import { createSession } from "@/lib/sessions/sessions";
import { middleware } from "@/middleware";
import { sessionCookieName } from "./cookies";
import { prepareRequest } from "./incoming-request";
import { lookUpSession, MAX_LOOKUPS, SESSION_LOOKUP_HEADER, sessionOfRequest } from "./session-lookup";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function signIn(): Promise<string> {
  const db = await database();
  const { id: userId } = await db.user.create({ data: {} });
  const session = { userId, clientHash: keyedHash("client", randomToken()), replacesToken: null };
  const { token } = await db.$transaction((tx) => createSession(tx, session, SYSTEM_REQUEST));
  return token;
}

async function revoke(token: string): Promise<void> {
  const db = await database();
  await db.session.updateMany({
    where: { tokenHash: keyedHash("session", token) },
    data: { revokedAt: new Date() },
  });
}

type RequestOptions = { method?: string; path?: string; headers?: object };

/** Runs the middleware for a page. Returns the ID that it passes to the page; `null` if there is none. */
async function runMiddleware(
  token: string,
  { method = "GET", path = "/dashboard", headers = {} }: RequestOptions = {},
): Promise<string | null> {
  const cookie = `${sessionCookieName()}=${token}`;
  const request = new NextRequest(`http://localhost:3000${path}`, {
    method,
    headers: { ...headers, cookie },
  });
  const response = await middleware(request);
  return response.headers.get(`x-middleware-request-${SESSION_LOOKUP_HEADER}`);
}

/** Returns the SQL statements that run during an action. */
async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  const embedded = await embeddedDatabase();
  if (embedded === null) throw new Error("The test needs the embedded database.");
  const query = vi.spyOn(embedded.postgres, "query");
  await act();
  const statements = query.mock.calls.map(([sql]) => sql);
  query.mockRestore();
  return statements;
}

test("a page takes one statement for its session in the middleware and the guard, without the ID two", async () => {
  const token = await signIn();
  const once = await statementsOf(async () => {
    const session = await sessionOfRequest(token, await runMiddleware(token));
    expect(session?.status).toBe("active");
  });
  expect(once).toEqual([expect.stringContaining(`FROM "Session"`)]);
  const twice = await statementsOf(async () => {
    await runMiddleware(token);
    expect((await sessionOfRequest(token, null))?.status).toBe("active");
  });
  expect(twice).toHaveLength(2);
});

test("an ID works once; a replay queries the database", async () => {
  const token = await signIn();
  const { id } = await lookUpSession(token);
  await revoke(token);
  expect((await sessionOfRequest(token, id))?.status).toBe("active");
  expect(await sessionOfRequest(token, id)).toBeNull();
});

test("a revoked session is rejected by the next request, also while an earlier ID is unused", async () => {
  const token = await signIn();
  expect(await runMiddleware(token)).toMatch(/^[\w-]{22}$/);
  await revoke(token);
  expect(await sessionOfRequest(token, await runMiddleware(token))).toBeNull();
});

test("an ID is valid only for the token it was made for", async () => {
  const [mine, other] = [await signIn(), await signIn()];
  const { id, session } = await lookUpSession(mine);
  expect((await sessionOfRequest(other, id))?.id).not.toBe(session?.id);
  expect(await sessionOfRequest(randomToken(), (await lookUpSession(mine)).id)).toBeNull();
  expect((await sessionOfRequest(mine, (await lookUpSession(mine)).id))?.id).toBe(session?.id);
});

test("an ID expires after seconds", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const token = await signIn();
  const [early, late] = [await lookUpSession(token), await lookUpSession(token)];
  await revoke(token);
  vi.advanceTimersByTime(1900);
  expect(await sessionOfRequest(token, early.id)).not.toBeNull();
  vi.advanceTimersByTime(200);
  expect(await sessionOfRequest(token, late.id)).toBeNull();
});

test("the number of unused lookups is limited, and the oldest is dropped", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const token = await signIn();
  const [first, second] = [await lookUpSession(token), await lookUpSession(token)];
  for (let count = 1; count < MAX_LOOKUPS; count++) await lookUpSession(token);
  await revoke(token);
  expect(await sessionOfRequest(token, first.id)).toBeNull();
  expect(await sessionOfRequest(token, second.id)).not.toBeNull();
});

test("the middleware replaces the ID that a client sends, and the server removes it", async () => {
  const [token, other] = [await signIn(), await signIn()];
  const { id } = await lookUpSession(other);
  const forged = { headers: { [SESSION_LOOKUP_HEADER]: id } };
  expect(await runMiddleware(token, forged)).not.toBe(id);
  for (const path of ["/api/v1/session", "/no-such-page"])
    expect(await runMiddleware("unknown", { path, ...forged }), path).not.toBe(id);
  expect(await runMiddleware("", { path: "/sign-in", ...forged })).toBe("");
  const headers: Record<string, string> = { host: "localhost:3000", [SESSION_LOOKUP_HEADER]: id };
  prepareRequest({ headers, socket: { remoteAddress: "127.0.0.1" } } as unknown as IncomingMessage);
  expect(headers).not.toHaveProperty(SESSION_LOOKUP_HEADER);
});

test.each<[string, RequestOptions]>([
  ["a form that is posted", { method: "POST" }],
  ["a server action", { method: "POST", headers: { "next-action": "0".repeat(42) } }],
  ["an API call", { path: "/api/v1/session" }],
])("%s gets no ID", async (_request, options) => {
  const headers = { origin: "http://localhost:3000", host: "localhost:3000", ...options.headers };
  expect(await runMiddleware(await signIn(), { ...options, headers })).toBe("");
});
