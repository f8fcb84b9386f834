import { afterEach, describe, expect, test, vi } from "vitest";
import { AuthClient, type AuthClientOptions } from "./auth-client";
import { memoryTokens } from "./tokens";
import type { SessionJSON, TaskKey } from "./types";

const SESSION: SessionJSON = {
  id: "5f0c6d5e-7f8c-4a55-9b0d-0a8f3c1f5f11",
  status: "pending",
  currentTask: null,
  tasks: [],
  user: null,
  organization: null,
  expireAt: 0,
};

/** A session with one pending task. */
function leftWith(key: TaskKey): SessionJSON {
  const task = { key, url: `/session-tasks/${key}` };
  return { ...SESSION, currentTask: task, tasks: [task] };
}

/** A client of a server with one session. `led` collects its redirects, `asked` its requests. */
function clientWith(session: SessionJSON, options: AuthClientOptions = {}) {
  const led: string[] = [];
  const asked: string[] = [];
  const client = new AuthClient({
    baseUrl: "https://auth.example.com",
    tokens: memoryTokens(),
    navigate: (url) => led.push(url),
    fetch: async (url) => {
      asked.push(String(url).replace("https://auth.example.com/api/v1", ""));
      return Response.json(session);
    },
    ...options,
  });
  return { client, led, asked };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("setActive with an organization", () => {
  const organization = { id: "organization", name: "Acme", role: "owner" };

  test.each([["organization"], [{ id: "organization" }]])("switches to %j", async (given) => {
    const bodies: unknown[] = [];
    const { client, led } = clientWith(SESSION, {
      fetch: async (_url, init) => {
        if (init?.body) bodies.push(JSON.parse(String(init.body)));
        return Response.json({ ...SESSION, organization });
      },
    });
    await client.setActive({ session: SESSION.id, organization: given, redirectUrl: "/team" });
    expect(bodies).toEqual([{ organizationId: "organization" }]);
    expect(client.organization).toMatchObject({ id: "organization", name: "Acme" });
    expect(led).toEqual(["/team"]);
  });

  test("keeps the session, and clears the organization with null", async () => {
    const { client, asked } = clientWith(SESSION);
    await client.setActive({ session: SESSION.id });
    await client.setActive({ organization: null });
    expect(asked).toEqual(["/session", "/organizations/switch"]);
    expect([client.session?.id, client.organization]).toEqual([SESSION.id, null]);
  });

  test("does not switch when it ends the session", async () => {
    const { client, asked } = clientWith(SESSION);
    await client.setActive({ session: null, organization: "organization" });
    expect(asked).toEqual(["/session/end"]);
  });
});

describe("setActive", () => {
  const taskUrls = { "reset-password": "/welcome/new-password" };
  const session = SESSION.id;

  test("redirects to the page in `taskUrls` instead of calling `navigate`", async () => {
    const { client, led } = clientWith(leftWith("reset-password"), { taskUrls });
    const navigate = vi.fn();
    await client.setActive({ session, navigate });
    expect(led).toEqual(["/welcome/new-password"]);
    expect(navigate).not.toHaveBeenCalled();
  });

  test("leaves a task without a page in `taskUrls` to `navigate`", async () => {
    const { client, led } = clientWith(leftWith("setup-mfa"), { taskUrls });
    const navigate = vi.fn();
    await client.setActive({ session, navigate });
    expect(led).toEqual([]);
    expect(navigate).toHaveBeenCalledWith({ session: client.session });
    await client.setActive({ session });
    expect(led).toEqual(["https://auth.example.com/session-tasks/setup-mfa"]);
  });

  test("does not redirect if `beforeEmit` is given", async () => {
    const { client, led } = clientWith(leftWith("reset-password"), { taskUrls });
    const beforeEmit = vi.fn();
    await client.setSession(session, beforeEmit);
    expect(beforeEmit).toHaveBeenCalledWith(client.session);
    expect(led).toEqual([]);
  });

  test("redirects without a session, for example after a reset that does not sign in", async () => {
    const { client, led, asked } = clientWith(leftWith("reset-password"), { taskUrls });
    await client.setActive({ session });
    const navigate = vi.fn();
    await client.setActive({ session: null, navigate });
    expect(navigate).toHaveBeenCalledWith({ session: null });
    expect(asked.at(-1)).toBe("/session/end");
    expect(client.session).toBeNull();
    const beforeEmit = vi.fn();
    await client.setActive({ session: null, beforeEmit, redirectUrl: "/sign-in" });
    expect(beforeEmit).toHaveBeenCalledWith(null);
    expect(led).toEqual(["/welcome/new-password", "/sign-in"]);
  });
});

test("an app without `navigate` leaves a task to the `navigate` of the call, whatever `taskUrls` says", async () => {
  const taskUrls = { "reset-password": "/session-tasks/reset-password" } as const;
  const client = new AuthClient({
    taskUrls,
    tokens: memoryTokens(),
    fetch: async () => Response.json(leftWith("reset-password")),
  });
  const navigate = vi.fn();
  await client.setActive({ session: SESSION.id, navigate });
  expect(navigate).toHaveBeenCalledWith({ session: client.session });
  expect(client.session?.currentTask?.key).toBe("reset-password");

  const assign = vi.fn();
  vi.stubGlobal("location", { href: "https://app.example.com/", pathname: "/", assign });
  const browser = new AuthClient({ taskUrls, fetch: async () => Response.json(leftWith("reset-password")) });
  await browser.setActive({ session: SESSION.id, navigate });
  expect(navigate).toHaveBeenCalledTimes(1);
  expect(assign).toHaveBeenCalledWith("/session-tasks/reset-password");
});

describe("the server's origin", () => {
  const origin = "https://auth.example.com";

  async function askedBy(given: AuthClientOptions | string): Promise<string> {
    const fetched = vi.fn(async () => Response.json({ session: null, signIn: null, signUp: null }));
    vi.stubGlobal("fetch", fetched);
    await new AuthClient(given).load();
    const [first] = fetched.mock.calls as unknown as [[string]];
    return first[0];
  }

  test.each<AuthClientOptions | string>([
    origin,
    `${origin}/`,
    { publishableKey: origin },
    { frontendApi: origin },
    { baseUrl: origin },
    { baseUrl: origin, publishableKey: "https://other.example.com" },
  ])("is read from %j", async (given) => {
    expect(await askedBy(given)).toBe(`${origin}/api/v1/client`);
  });

  test("is that of the page without a value", async () => {
    expect(await askedBy({ publishableKey: undefined })).toBe("/api/v1/client");
  });

  test.each(["publishableKey", "frontendApi"] as const)("%s rejects anything else, and names it", (name) => {
    for (const value of [
      "",
      "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k",
      "clerk.example.com",
      "https://auth.example.com/app",
      "https://auth.example.com?key=1",
      "https://user@auth.example.com",
      "ftp://auth.example.com",
      "javascript:alert(1)",
    ])
      expect(() => new AuthClient({ [name]: value }), value).toThrow(`${name} must be the origin`);
    expect(() => new AuthClient("pk_live_x")).toThrow("pk_live_x");
  });
});

describe("loadWithRetry", () => {
  const STATE = { session: null, signIn: null, signUp: null };

  test("retries until the server answers, and exposes the error in the meantime", async () => {
    vi.useFakeTimers();
    const answers = [
      () => Promise.reject(new Error("offline")),
      async () => new Response("", { status: 503 }),
    ];
    const fetch = vi.fn(() => answers.shift()?.() ?? Promise.resolve(Response.json(STATE)));
    const client = new AuthClient({ baseUrl: "https://auth.example.com", tokens: memoryTokens(), fetch });
    const seen: (number | undefined)[] = [];
    client.addListener(() => seen.push(client.loadError?.status));
    const loading = Promise.all([client.loadWithRetry(), client.loadWithRetry()]);
    await vi.runAllTimersAsync();
    await loading;
    expect(client.loaded).toBe(true);
    expect(fetch).toHaveBeenCalledTimes(3);
    expect(seen).toEqual([0, 503, undefined]);
  });

  test("does not retry if another answer cannot be expected", async () => {
    const errors = [{ code: "request_forbidden", message: "No.", longMessage: "No.", meta: {} }];
    const fetch = vi.fn(async () => Response.json({ errors }, { status: 403 }));
    const client = new AuthClient({ baseUrl: "https://auth.example.com", tokens: memoryTokens(), fetch });
    await client.loadWithRetry();
    expect(client.loaded).toBe(false);
    expect(client.loadError?.errors[0].code).toBe("request_forbidden");
    expect(fetch).toHaveBeenCalledTimes(1);
    await expect(client.load()).rejects.toThrow();
  });
});

test("`globalName` puts the client on the page, and nowhere else", () => {
  vi.stubGlobal("Clerk", undefined);
  new AuthClient({ globalName: "Clerk", tokens: memoryTokens() });
  expect(Reflect.get(globalThis, "Clerk")).toBeUndefined();
  vi.stubGlobal("location", { href: "https://app.example.com/", pathname: "/" });
  const client = new AuthClient({ globalName: "Clerk" });
  expect(Reflect.get(globalThis, "Clerk")).toBe(client);
});
