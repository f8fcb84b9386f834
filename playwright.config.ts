import { defineConfig } from "@playwright/test";
import type { WorkerOptions } from "./e2e/fixtures";
import { browserExecutable, otherBrowserExecutable } from "./scripts/browser.mjs";

/**
 * Containers often run as root, which Chromium's sandbox rejects. The other flags prevent background network requests.
 */
const args = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-gpu",
  "--in-process-gpu",
  // Pages are too short-lived for their scripts to be worth optimizing.
  "--js-flags=--no-opt --no-lazy-feedback-allocation",
];

const executablePath = browserExecutable();
const otherExecutablePath = otherBrowserExecutable();
const elsewhere = process.env.E2E_BASE_URL;

/**
 * Every test runs on one database, and tests that depend on the kind of database (`@both`) run on both. The flows
 * without JavaScript run on the embedded database. All other tests run on a PostgreSQL server, including those that
 * access the database (`@sql`) or need a separate server (`@server`). The pages of `visual.spec.ts` also run in a
 * second browser, if it is installed.
 */
export default defineConfig<object, WorkerOptions>({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 5,
  // Upper bounds for a busy machine. Tests wait for states, so only a failure takes this long.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  snapshotPathTemplate: "e2e/screenshots/{arg}{ext}",
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }], ["html", { open: "never" }]],
  ...(!elsewhere && { globalSetup: "./e2e/servers/setup.ts" }),
  use: {
    screenshot: "only-on-failure",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { args, ...(executablePath && { executablePath }) },
  },
  projects: elsewhere
    ? [{ name: "elsewhere", grepInvert: /@(server|sql)/ }]
    : // The order matters: the embedded tests are short and fill the time that the last long file takes.
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
                testMatch: /visual\.spec\.ts$/,
                use: {
                  databaseKind: "postgres" as const,
                  launchOptions: { args, executablePath: otherExecutablePath },
                },
              },
            ]
          : []),
      ],
});
