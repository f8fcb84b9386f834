import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type BrowserContext, test as base, type Page } from "@playwright/test";
import { Inbox, inboxHeaders } from "./inbox";
import { App, type DatabaseKind, type Settings } from "./servers/app";
import { type BreachService, startBreachService } from "./servers/breach-service";
import { FRONT_END_URL_FILE } from "./servers/paths";
import { addressOf, phoneOf, TEST_USER_COUNT, TEST_USER_PASSWORD } from "./users";

/** A user with an account that no other test uses. */
type TestUser = { address: string; phone: string; password: string };

/**
 * Options for the server under test. Each set of settings gets a separate server, so a file with settings uses one
 * worker (`mode: "default"`); otherwise every worker would start a server.
 */
export type ServerOptions = {
  databaseKind: DatabaseKind;
  settings: Settings;
  withMiddleware: boolean;
  /** Whether the front end on another origin can call the server. */
  withFrontEnd: boolean;
};

type WorkerFixtures = ServerOptions & {
  breachService: BreachService;
  frontEndUrl: string;
  app: App;
  createNextUser: () => TestUser;
};

type Fixtures = {
  user: TestUser;
  inbox: Inbox;
  /** A page in a second browser context: same server, separate cookies. */
  otherBrowser: Page;
};

/** Maximum time for a server and its dependencies to start on a busy machine. */
const STARTING_MS = 150_000;

/**
 * Claims a user of a remote server. All workers share that server, also a worker that replaces another one, so each
 * user is claimed only once.
 */
function isFirstToTake(folder: string, index: number): boolean {
  mkdirSync(folder, { recursive: true });
  return mkdirSync(path.join(folder, String(index)), { recursive: true }) !== undefined;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  databaseKind: ["embedded", { option: true, scope: "worker" }],
  settings: [{}, { option: true, scope: "worker" }],
  withMiddleware: [true, { option: true, scope: "worker" }],
  withFrontEnd: [false, { option: true, scope: "worker" }],

  browser: [
    async ({ playwright, browserName }, use) => {
      const launch = () => playwright[browserName].launch();
      // A browser can crash while it starts. No test has begun then.
      const browser = await launch().catch(launch);
      await use(browser);
      await browser.close();
    },
    { scope: "worker", timeout: 0 },
  ],

  frontEndUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
    async ({}, use) => use(existsSync(FRONT_END_URL_FILE) ? readFileSync(FRONT_END_URL_FILE, "utf8") : ""),
    { scope: "worker" },
  ],

  breachService: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
    async ({}, use) => {
      const service = await startBreachService();
      await use(service);
      service.stop();
    },
    { scope: "worker" },
  ],

  app: [
    async ({ databaseKind, settings, withMiddleware, withFrontEnd, breachService, frontEndUrl }, use) => {
      const elsewhere = process.env.E2E_BASE_URL;
      if (elsewhere) return use(App.elsewhere(elsewhere));
      const frontEnd = withFrontEnd && { REDIRECT_ORIGINS: frontEndUrl };
      const surroundings = { HIBP_BASE_URL: breachService.url, ...frontEnd, ...settings };
      const app = await App.start(databaseKind, surroundings, withMiddleware);
      await use(app);
      await app.stop();
    },
    { scope: "worker", timeout: STARTING_MS },
  ],

  createNextUser: [
    async ({ app: _app }, use, { project }) => {
      const folder = path.join(project.outputDir, "people");
      let next = 0;
      await use(() => {
        while (process.env.E2E_BASE_URL && next < TEST_USER_COUNT && !isFirstToTake(folder, next)) next++;
        if (next >= TEST_USER_COUNT) throw new Error("No test user is left: raise TEST_USER_COUNT.");
        const index = next++;
        return { address: addressOf(index), phone: phoneOf(index), password: TEST_USER_PASSWORD };
      });
    },
    { scope: "worker" },
  ],

  baseURL: async ({ app }, use) => use(app.url),

  context: async ({ context }, use) => {
    if ("Authorization" in inboxHeaders) {
      await context.route(
        (url) => url.pathname.startsWith("/inbox"),
        (route, request) => route.continue({ headers: { ...request.headers(), ...inboxHeaders } }),
      );
    }
    await use(context);
  },

  user: async ({ createNextUser }, use) => use(createNextUser()),
  inbox: async ({ app }, use) => use(new Inbox(app.url)),

  otherBrowser: async ({ browser, baseURL }, use) => {
    const context: BrowserContext = await browser.newContext({ ...(baseURL && { baseURL }) });
    await use(await context.newPage());
    await context.close();
  },
});

export { expect } from "@playwright/test";
