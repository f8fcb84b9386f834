import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type BrowserContext, test as base, type Page } from "@playwright/test";
import { Inbox, inboxHeaders } from "./inbox";
import { App, type DatabaseKind, type Settings } from "./servers/app";
import { type BreachService, startBreachService } from "./servers/breach-service";
import { FRONT_END_URL_FILE } from "./servers/paths";
import { type PooledServer, ServerPool } from "./servers/pool";
import { reservedPort } from "./servers/port";
import { TEST_USER_COUNT, type TestUser, testUser } from "./users";

/**
 * Options for the server under test. A worker has one server with default settings, and one with other settings at a
 * time, so a file with settings uses one worker (`mode: "default"`); otherwise every worker would start a server.
 */
type ServerOptions = {
  settings: Settings;
  withMiddleware: boolean;
  /** Whether the front end on another origin can call the server. */
  withFrontEnd: boolean;
};

export type WorkerOptions = { databaseKind: DatabaseKind };

type WorkerFixtures = WorkerOptions & {
  breachService: BreachService;
  frontEndUrl: string;
  /** The port of the mail server, which tests start and stop. */
  smtpPort: number;
  servers: ServerPool;
};

type Fixtures = ServerOptions & {
  server: PooledServer;
  app: App;
  createNextUser: () => TestUser;
  user: TestUser;
  inbox: Inbox;
  /** A page in a second browser context: same server, separate cookies. */
  otherBrowser: Page;
};

/** Maximum time for a server and its dependencies to start on a busy machine. */
const STARTING_MS = 150_000;

/**
 * Claims a user of a remote server. All workers share that server, also a worker that replaces another one, so each
 * user is claimed only once: by creating a folder.
 */
function claimUser(folder: string): TestUser {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < TEST_USER_COUNT; index++) {
    if (mkdirSync(path.join(folder, String(index)), { recursive: true }) !== undefined)
      return testUser(index);
  }
  throw new Error("No test user is left: raise TEST_USER_COUNT.");
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  databaseKind: ["embedded", { option: true, scope: "worker" }],
  settings: [{}, { option: true }],
  withMiddleware: [true, { option: true }],
  withFrontEnd: [false, { option: true }],

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

  smtpPort: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
    async ({}, use) => use(await reservedPort()),
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

  servers: [
    async ({ databaseKind, breachService }, use) => {
      const servers = new ServerPool(databaseKind, { HIBP_BASE_URL: breachService.url });
      await use(servers);
      await servers.stop();
    },
    { scope: "worker" },
  ],

  server: [
    async ({ servers, settings, withMiddleware, withFrontEnd, frontEndUrl }, use, { project }) => {
      const elsewhere = process.env.E2E_BASE_URL;
      if (elsewhere) {
        const folder = path.join(project.outputDir, "people");
        return use({ app: App.elsewhere(elsewhere), createNextUser: () => claimUser(folder) });
      }
      const frontEnd = withFrontEnd && { REDIRECT_ORIGINS: frontEndUrl };
      await use(await servers.get({ ...frontEnd, ...settings }, withMiddleware));
    },
    { timeout: STARTING_MS },
  ],

  app: async ({ server }, use) => use(server.app),
  createNextUser: async ({ server }, use) => use(server.createNextUser),

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
