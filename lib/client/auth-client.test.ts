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

/** A session with one thing left to do. */
function leftWith(key: TaskKey): SessionJSON {
  const task = { key, url: `/session-tasks/${key}` };
  return { ...SESSION, currentTask: task, tasks: [task] };
}

/** A client of a server that knows one session, and where it was led. */
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

  test("leads to the page that was named for the task before `navigate` is asked", async () => {
    const { client, led } = clientWith(leftWith("reset-password"), { taskUrls });
    const navigate = vi.fn();
    await client.setActive({ session, navigate });
    expect(led).toEqual(["/welcome/new-password"]);
    expect(navigate).not.toHaveBeenCalled();
  });

  test("leaves a task without a page of one's own to `navigate`", async () => {
    const { client, led } = clientWith(leftWith("setup-mfa"), { taskUrls });
    const navigate = vi.fn();
    await client.setActive({ session, navigate });
    expect(led).toEqual([]);
    expect(navigate).toHaveBeenCalledWith({ session: client.session });
    await client.setActive({ session });
    expect(led).toEqual(["https://auth.example.com/session-tasks/setup-mfa"]);
  });

  test("leads nowhere where `beforeEmit` does", async () => {
    const { client, led } = clientWith(leftWith("reset-password"), { taskUrls });
    const beforeEmit = vi.fn();
    await client.setSession(session, beforeEmit);
    expect(beforeEmit).toHaveBeenCalledWith(client.session);
    expect(led).toEqual([]);
  });

  test("leads on without a session too, as after a reset that signs nobody in", async () => {
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
