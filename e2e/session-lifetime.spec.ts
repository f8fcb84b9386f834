import { expect, test } from "./fixtures";
import { expectSignedIn, signIn } from "./steps";

test.use({ settings: { SESSION_MAX_AGE_SECONDS: "6", SESSION_IDLE_SECONDS: "3" } });

test("@server a session ends when it is idle, and at its age however busy it is", async ({
  page,
  otherBrowser,
  person,
}) => {
  await signIn(page, person.address, person.password);
  await expectSignedIn(page, person.address);
  await signIn(otherBrowser, person.address, person.password);
  await expectSignedIn(otherBrowser, person.address);
  const began = Date.now();
  const age = () => Date.now() - began;
  const out = async () => {
    await page.goto("/dashboard");
    return page.url().includes("/sign-in");
  };
  await expect.poll(out, { intervals: [500], timeout: 15_000 }).toBe(true);
  expect(age()).toBeGreaterThan(4_000);
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser).toHaveURL(/\/sign-in/);
});
