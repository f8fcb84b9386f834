import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "./fixtures";
import type { App } from "./servers/app";
import { AUTH_SECRET, ROOT } from "./servers/paths";
import { eventsOf, type Receiver } from "./servers/receiver";

/** Longer than the first pause between two tries. */
export const PATIENCE = { timeout: 20_000 };

/** Runs one of the project's scripts on the database of a server; returns what it printed. */
export async function run(app: App, script: string, args: string[], settings: Record<string, string> = {}) {
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      AUTH_SECRET,
      APP_URL: app.url,
      DATABASE_URL: app.databaseUrl,
      LOG_LEVEL: "silent",
      ...settings,
    },
  });
  return stdout;
}

/** `npm run webhook` on the database of a server. */
export const webhook = (app: App, args: string[], allowPrivate = true) =>
  run(app, "scripts/webhook.ts", args, { WEBHOOK_ALLOW_PRIVATE: String(allowPrivate) });

/** Adds a receiver as an endpoint; returns its id and its secret. */
export async function add(app: App, { url }: Pick<Receiver, "url">, ...events: string[]) {
  const [, id = "", secret = ""] =
    /^Added (\S+)\. .* (whsec_\S+)/.exec(await webhook(app, ["add", url, ...events])) ?? [];
  expect(secret, "is shown once").not.toBe("");
  return { id, secret };
}

/** Waits until a receiver has got events of these types, in any order; returns them all. */
export async function expectEvents(receiver: Receiver, types: string[]) {
  await expect
    .poll(
      () =>
        eventsOf(receiver)
          .map(({ type }) => type)
          .sort(),
      PATIENCE,
    )
    .toEqual([...types].sort());
  return eventsOf(receiver);
}
