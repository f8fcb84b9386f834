import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { DEMO_PASSWORD } from "@/lib/factors/password/demo-password";
import { NativeClient, signedInApp } from "./api";
import { expect, test } from "./fixtures";
import { Inbox } from "./inbox";
import { App, type Settings } from "./servers/app";
import { SERVER_FOLDER_FILE } from "./servers/paths";

const ada = { address: "ada@example.com", password: DEMO_PASSWORD };
const admin = { address: "admin@example.com", password: DEMO_PASSWORD };

/**
 * Calls `act` with a function that starts a server on an embedded database, which is empty at first. Each start stops
 * the previous server.
 */
async function withServers(act: (start: (settings?: Settings) => Promise<App>) => Promise<void>) {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-startup-"));
  const apps: App[] = [];
  try {
    await act(async (settings = {}) => {
      for (const app of apps) await app.stop();
      const app = await App.start("embedded", { DATA_DIR: folder, BREACH_CHECK: "off", ...settings });
      apps.push(app);
      return app;
    });
  } finally {
    for (const app of apps) await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs an administrative command while the server is running, as in the container image. */
async function command(app: App, args: string[], settings: Settings): Promise<string> {
  const program = path.join(readFileSync(SERVER_FOLDER_FILE, "utf8"), "latchkey.mjs");
  const env = {
    PATH: process.env.PATH,
    APP_URL: app.url,
    LOG_LEVEL: "silent",
    NODE_ENV: "production" as const,
    ...settings,
  };
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { cwd: tmpdir(), env });
  return stdout.trim();
}

const signIn = async (app: App, { address, password }: typeof ada) =>
  (await new NativeClient(app).post("/sign-ins", { identifier: address, password })).codes;

test("@server demo accounts are seeded once, keep their changes, and are locked with DEMO=off", async () => {
  test.slow();
  await withServers(async (start) => {
    const first = await start();
    const client = await signedInApp(first, ada);
    const before = (await client.get("/me/email-addresses")).body.data;
    const emailAddress = "ada.new@example.com";
    const added = await client.ok("/me/email-addresses", { emailAddress, strategy: "email_code" });
    const code = await new Inbox(first.url).code(emailAddress);
    await client.ok(`/me/email-addresses/${added.id}/attempt-verification`, { code });
    await client.ok(`/me/email-addresses/${added.id}/make-primary`);
    for (const { id } of before) expect((await client.delete(`/me/email-addresses/${id}`)).status).toBe(200);

    const second = await start();
    expect(await signIn(second, ada)).toEqual(["form_password_incorrect"]);
    expect(await signIn(second, { ...ada, address: emailAddress })).toEqual([]);
    expect(await signIn(second, admin)).toEqual([]);

    const third = await start({ DEMO: "off" });
    await expect.poll(() => third.log).toContain('"event":"demo.locked"');
    for (const address of [emailAddress, admin.address])
      expect(await signIn(third, { ...ada, address }), address).toEqual(["user_locked"]);
  });
});

test("@server a server that is reachable from other machines seeds nothing, logs the first step, and accepts commands while it runs", async () => {
  test.slow();
  await withServers(async (start) => {
    const app = await start({ HOST: "0.0.0.0" });
    const settings = { DATA_DIR: app.dataDirectory };
    await expect.poll(() => app.log).toContain('"event":"installation.empty"');
    expect(await signIn(app, admin)).toEqual(["form_password_incorrect"]);
    expect(existsSync(path.join(app.dataDirectory, "commands.sock"))).toBe(true);
    const owner = "owner@people.example";
    expect(await command(app, ["admin", owner, "--create"], settings)).toBe(`${owner} is an administrator.`);
    expect(await command(app, ["db:deploy"], settings)).toBe("The database is up to date.");
    expect(await command(app, ["webhook", "list"], settings)).toBe("There are none.");
    await expect(command(app, ["user:compromised", "unknown@people.example"], settings)).rejects.toThrow(
      "There is no account",
    );
    await expect(command(app, ["db:seed"], { ...settings, DEMO: "on" })).rejects.toThrow(
      "only where DEMO is on",
    );
    expect(await app.stop()).toBe(0);
    expect(await command(app, ["admin", owner, "--remove"], settings)).toBe(
      `${owner} is no longer an administrator.`,
    );
  });
});

test("@server keeps idle connections open longer than a load balancer", async ({ app }) => {
  const answer = await fetch(`${app.url}/api/health/live`);
  const seconds = Number(/timeout=(\d+)/.exec(answer.headers.get("keep-alive") ?? "")?.[1]);
  expect(seconds).toBeGreaterThan(60);
});
