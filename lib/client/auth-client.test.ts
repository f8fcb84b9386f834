import { describe, expect, test, vi } from "vitest";
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
