import { defineConfig } from "@playwright/test";
import type { ServerOptions } from "./e2e/fixtures";
import { browserExecutable, otherBrowserExecutable } from "./scripts/browser.mjs";

/** A container often runs as root, which Chromium's sandbox refuses; the rest keeps it from calling home. */
const args = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-gpu",
  "--in-process-gpu",
  // Pages live too briefly for their scripts to be worth optimizing.
  "--js-flags=--no-opt",
];

const executablePath = browserExecutable();
const otherExecutablePath = otherBrowserExecutable();
const elsewhere = process.env.E2E_BASE_URL;

/**
 * Every test runs on one database, those that depend on which one (`@both`) on each: the flows without JavaScript on the
 * embedded one; the others on a PostgreSQL server, with all that reach into it (`@sql`) or need a server of their own (`@server`).
 * The pages of `look.spec.ts` are opened in the other kind of browser too, where it is installed.
 */
export default defineConfig<object, ServerOptions>({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 5,
  // Upper bounds for a busy machine: tests wait for states, and only a failure takes this long.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  snapshotPathTemplate: "e2e/pictures/{arg}{ext}",
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }], ["html", { open: "never" }]],
  ...(!elsewhere && { globalSetup: "./e2e/servers/setup.ts" }),
  use: {
    screenshot: "only-on-failure",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { args, ...(executablePath && { executablePath }) },
  },
  projects: elsewhere
    ? [{ name: "elsewhere", grepInvert: /@(server|sql)/ }]
    : // In this order: what the embedded one is asked is short, and fills the time that the last long file takes.
      [
        {
          name: "postgres",
          use: { databaseKind: "postgres" },
          grepInvert: /^(?!.*@(sql|server)).*without JavaScript/,
        },
        {
          name: "embedded",
          use: { databaseKind: "embedded" },
          grep: /^(?!.*@(sql|server)).*without JavaScript|@both/,
        },
        ...(otherExecutablePath
          ? [
              {
                name: "other-browser",
                testMatch: /look\.spec\.ts$/,
                use: {
                  databaseKind: "postgres" as const,
                  launchOptions: { args, executablePath: otherExecutablePath },
                },
              },
            ]
          : []),
      ],
});
