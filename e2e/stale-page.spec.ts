import { expect, test } from "./fixtures";
import { expectSignedIn, signIn } from "./steps";

/** An action ID from a build with another key. */
const GONE = `7f${"0".repeat(40)}`;

test("a form of a page from before an upgrade asks to reload the page, and then works", async ({
  page,
  user,
}) => {
  await page.route("/sign-in", (route, request) => {
    const isAction = request.headers()["next-action"] !== undefined;
    return route.continue(isAction ? { headers: { ...request.headers(), "next-action": GONE } } : {});
  });
  await signIn(page, user.address, user.password);
  await expect(page.getByRole("heading", { name: "This page is out of date" })).toBeVisible();
  await page.unroute("/sign-in");
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await signIn(page, user.address, user.password);
  await expectSignedIn(page, user.address);
});
