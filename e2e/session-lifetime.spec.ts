import { expect, test } from "./fixtures";
import { arrive, expectSignedIn, signIn } from "./steps";

const IDLE_SECONDS = 5;

test.use({ settings: { SESSION_MAX_AGE_SECONDS: "15", SESSION_IDLE_SECONDS: String(IDLE_SECONDS) } });

test("@server a session ends when it is idle, and at its age however busy it is", async ({
  page,
  otherBrowser,
  person,
}) => {
  await signIn(otherBrowser, person.address, person.password);
  await expectSignedIn(otherBrowser, person.address);
  await arrive(page, person);
  const signedInAt = Date.now();
  const isOut = async () => (await page.request.get("/dashboard", { maxRedirects: 0 })).status() !== 200;
  await expect.poll(isOut, { intervals: [500], timeout: 30_000 }).toBe(true);
  expect(Date.now() - signedInAt).toBeGreaterThan(IDLE_SECONDS * 1_000 + 1_000);
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser).toHaveURL(/\/sign-in/);
});
