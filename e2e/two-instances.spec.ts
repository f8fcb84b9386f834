import { test as base, expect } from "./fixtures";
import { Inbox } from "./inbox";
import { readForm, sendForm } from "./raw-form";
import { App } from "./servers/app";
import { type Cluster, withCluster } from "./servers/cluster";
import { expectSignedIn, requestPasswordReset, signIn, submitReset } from "./steps";
import { addressOf, TEST_USER_PASSWORD } from "./users";
import { replay } from "./visitor";

/** Time to start two servers and nginx on a busy machine. */
const STARTING_MS = 180_000;

const test = base.extend<object, { cluster: Cluster }>({
  cluster: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
    async ({}, use) => withCluster({ RATE_LIMITS: "off" }, use),
    { scope: "worker", timeout: STARTING_MS },
  ],
  baseURL: async ({ cluster }, use) => use(cluster.url),
  inbox: async ({ cluster }, use) => use(new Inbox(cluster.url)),
});

// The tests run one after the other, because they share the instances.
test.describe.configure({ mode: "default" });
test.beforeEach(() => test.slow());

const ADDRESS = addressOf(0);
const OTHER_ADDRESS = addressOf(1);
const WRONG = { identifier: ADDRESS, password: "not the password at all" };

/** Runs `one` `count` times, at most `width` at a time. Resolves with all results. */
async function sideBySide<T>(count: number, width: number, one: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async () => {
    while (next < count) results.push(await one(next++));
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

/** Opens the sign-in page and submits its form. Returns the outcome. */
async function tryToSignIn(url: string): Promise<string> {
  try {
    const { status, html } = await sendForm(await readForm(`${url}/sign-in`, "identifier"), WRONG);
    return html.includes("Incorrect email") ? "answered" : `${status}`;
  } catch (error) {
    return String((error as Error).cause ?? error);
  }
}

test("@server @sql an attempt continues on another instance after the first one is killed", async ({
  page,
  cluster,
  inbox,
}) => {
  await cluster.second.stop();
  await requestPasswordReset(page, ADDRESS);
  const code = await inbox.code(ADDRESS);
  await cluster.second.run();
  await cluster.first.stop("SIGKILL");
  await submitReset(page, code);
  await expectSignedIn(page, ADDRESS);
  await cluster.first.run();
  await cluster.second.stop("SIGKILL");
  await page.reload();
  await expectSignedIn(page, ADDRESS);
  await cluster.second.run();
});

test("@server @sql a form of a page from one instance works on the other", async ({ page, cluster }) => {
  const forms = await sideBySide(60, 6, () => tryToSignIn(cluster.url));
  expect(new Set(forms)).toEqual(new Set(["answered"]));
  const anonymous = { state: "anonymous", cookies: "" };
  const app = App.elsewhere(cluster.url);
  const calls = await sideBySide(40, 6, () => replay(app, "signInAction", anonymous, WRONG));
  expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]));
  await signIn(page, OTHER_ADDRESS, TEST_USER_PASSWORD);
  await expectSignedIn(page, OTHER_ADDRESS);
  expect(cluster.first.log + cluster.second.log).not.toContain("Failed to find Server Action");
  for (const { url } of [cluster.first, cluster.second])
    expect(cluster.nginx.served(url)).toBeGreaterThan(60);
});

test("@server @sql a rolling restart of the instances loses no request", async ({ cluster }) => {
  const outcomes: string[] = [];
  let over = false;
  const load = sideBySide(4, 4, async () => {
    while (!over) outcomes.push(await tryToSignIn(cluster.url));
  });
  for (const instance of [cluster.first, cluster.second]) {
    const soFar = outcomes.length;
    await expect.poll(() => outcomes.length, { timeout: STARTING_MS }).toBeGreaterThan(soFar + 10);
    await cluster.nginx.leaveOut(instance.url);
    expect(await instance.stop("SIGTERM")).toBe(0);
    await instance.run();
    await cluster.nginx.leaveOut();
  }
  over = true;
  await load;
  expect(new Set(outcomes)).toEqual(new Set(["answered"]));
});

test("@server @sql all instances share the rate limits", async () => {
  await withCluster({}, async ({ url, first, second, nginx }) => {
    const tries = await sideBySide(40, 40, () => tryToSignIn(url));
    const checked = tries.filter((outcome) => outcome === "answered").length;
    expect(checked).toBeGreaterThan(0);
    expect(checked).toBeLessThanOrEqual(10);
    const form = await readForm(`${url}/sign-in`, "identifier");
    for (let turn = 0; turn < 4; turn++) {
      const right = await sendForm(form, { identifier: ADDRESS, password: TEST_USER_PASSWORD });
      expect(right.html).toContain("Too many failed attempts");
    }
    for (const instance of [first, second]) expect(nginx.served(instance.url)).toBeGreaterThan(30);
  });
});
