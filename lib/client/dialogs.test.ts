import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AuthClient, type AuthClientOptions } from "./auth-client";
import { isAPIResponseError } from "./errors";
import { memoryTokens } from "./tokens";
import type { SignInJSON, UserJSON } from "./types";

const ORIGIN = "https://auth.example.com";
const session = {
  id: "session",
  status: "active",
  currentTask: null,
  tasks: [],
  user: null,
  organization: null,
  expireAt: 0,
};
const user: UserJSON = {
  id: "user",
  name: null,
  isAdmin: false,
  hasPassword: true,
  hasSecondFactor: false,
  createdAt: 0,
  emailAddresses: [],
  phoneNumbers: [],
  passkeys: [],
};
const address = {
  id: "one",
  emailAddress: "ada@example.com",
  isVerified: false,
  isPrimary: false,
  verification: null,
};
const waiting: SignInJSON = {
  id: "one",
  status: "needs_first_factor",
  identifier: "ada@example.com",
  supportedFirstFactors: [],
  supportedSecondFactors: [],
  firstFactorVerification: {
    status: "unverified",
    strategy: "email_link",
    expireAt: 0,
    attempts: 0,
    matchNumber: 42,
    sameClient: null,
  },
  secondFactorVerification: null,
  createdSessionId: null,
};

/** A signed-in client. The server rejects new addresses until `server.isRecent`. */
async function clientWith(options: AuthClientOptions = {}) {
  const server = { isRecent: false, calls: [] as string[] };
  const client = new AuthClient({
    baseUrl: ORIGIN,
    tokens: memoryTokens(),
    fetch: async (url, init) => {
      const call = `${init?.method} ${String(url).replace(`${ORIGIN}/api/v1`, "")}`;
      server.calls.push(call);
      if (call === "GET /client") return Response.json({ session, signIn: null, signUp: null });
      if (call === "GET /me") return Response.json(user);
      if (call !== "POST /me/email-addresses") return Response.json(waiting);
      const error = { code: "fresh_proof_required", message: "", longMessage: "", meta: {} };
      return server.isRecent ? Response.json(address) : Response.json({ errors: [error] }, { status: 403 });
    },
    ...options,
  });
  await client.load();
  const add = async () => {
    const outcome = await client.user
      ?.createEmailAddress({ email: "ada@example.com" })
      .catch((thrown) => thrown);
    return isAPIResponseError(outcome) ? outcome.errors[0].code : String(outcome);
  };
  const added = () => server.calls.filter((call) => call === "POST /me/email-addresses").length;
  return { client, server, add, added };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("a call that requires reauthentication", () => {
  test("is repeated once after the user reauthenticated", async () => {
    const reauthenticate = vi.fn(async () => {
      server.isRecent = true;
      return true;
    });
    const { server, add, added } = await clientWith({ reauthenticate });
    expect(await add()).toBe("ada@example.com");
    expect([reauthenticate.mock.calls.length, added()]).toEqual([1, 2]);
  });

  test.each([
    ["the user cancels", async () => false, 1],
    ["the server still rejects it", async () => true, 2],
    ["the app handles it", null, 1],
    ["no browser can show a dialog", undefined, 1],
  ])("fails if %s", async (_case, reauthenticate, expected) => {
    const { add, added } = await clientWith(reauthenticate === undefined ? {} : { reauthenticate });
    expect(await add()).toBe("fresh_proof_required");
    expect(added()).toBe(expected);
  });

  test("shares one reauthentication with concurrent calls", async () => {
    const reauthenticate = vi.fn(async () => {
      server.isRecent = true;
      return true;
    });
    const { server, add } = await clientWith({ reauthenticate });
    expect(await Promise.all([add(), add()])).toEqual(["ada@example.com", "ada@example.com"]);
    expect(reauthenticate).toHaveBeenCalledTimes(1);
  });

  test("is left to a function that handles it, and only while that function runs", async () => {
    const reauthenticate = vi.fn(async () => false);
    const { client, add } = await clientWith({ reauthenticate });
    expect(await client.withoutReauthentication(add)).toBe("fresh_proof_required");
    expect(reauthenticate).not.toHaveBeenCalled();
    await add();
    expect(reauthenticate).toHaveBeenCalledTimes(1);
  });
});

describe("while an email link flow waits", () => {
  const shown: string[] = [];
  const removed = vi.fn();

  beforeEach(() => {
    shown.length = 0;
    removed.mockClear();
    vi.useFakeTimers();
    const createElement = () => ({
      style: {},
      setAttribute: () => undefined,
      append: (...content: unknown[]) => shown.push(...content.filter((one) => typeof one === "string")),
      addEventListener: () => undefined,
      show: () => undefined,
      remove: removed,
    });
    vi.stubGlobal("document", {
      documentElement: { lang: "en" },
      createElement,
      body: { append: () => undefined },
    });
  });

  async function start(options: AuthClientOptions, onChange: (client: AuthClient) => void = () => undefined) {
    const { client } = await clientWith(options);
    client.addListener(() => onChange(client));
    const flow = client.client.signIn.createEmailLinkFlow();
    await client.client.signIn.create({ identifier: "ada@example.com" });
    const done = flow.startEmailLinkFlow({ emailAddressId: "one", redirectUrl: "/" });
    await vi.advanceTimersByTimeAsync(600);
    return async () => {
      flow.cancelEmailLinkFlow();
      await done;
    };
  }

  test("the client shows the match number, and removes it afterwards", async () => {
    const cancel = await start({});
    expect(shown).toContain("42");
    expect(removed).not.toHaveBeenCalled();
    await cancel();
    expect(removed).toHaveBeenCalled();
  });

  test.each([
    ["the page reads it", {}, ({ client }: AuthClient) => client.signIn.firstFactorVerification.matchNumber],
    ["the option is off", { matchNumberDialog: false }, () => undefined],
  ] as const)("the client does not show the match number if %s", async (_case, options, onChange) => {
    const cancel = await start(options, onChange);
    expect(shown).toEqual([]);
    await cancel();
  });
});

describe("`taskUrls` on a page of the server", () => {
  const task = { key: "reset-password" as const, url: "/session-tasks/reset-password" };
  const pending = { ...session, status: "pending", currentTask: task, tasks: [task] };

  async function urlFor(taskUrl: string, href: string): Promise<string | null> {
    vi.stubGlobal("location", Object.assign(new URL(href), { assign: () => undefined }));
    const client = new AuthClient({
      baseUrl: ORIGIN,
      taskUrls: { "reset-password": taskUrl },
      fetch: async () => Response.json({ session: pending, signIn: null, signUp: null }),
    });
    await client.load();
    return client.taskUrl();
  }

  test.each([
    ["the same path", "/session-tasks/reset-password", `${ORIGIN}/`],
    ["the same URL", `${ORIGIN}/session-tasks/reset-password`, `${ORIGIN}/`],
    ["any path of another origin", "/onboarding", "https://shop.example.com/"],
  ])("accepts %s", async (_case, taskUrl, href) => {
    expect(await urlFor(taskUrl, href)).toBe(taskUrl);
  });

  test("rejects another path than TASK_URLS has, and names both", async () => {
    await expect(urlFor("/onboarding", `${ORIGIN}/`)).rejects.toThrow(
      /"\/onboarding" for the task reset-password, but TASK_URLS .* "\/session-tasks\/reset-password"/,
    );
  });
});
