import { expect, test } from "./fixtures";
import { expectSignedIn, NEW_PASSWORD, openSignedIn, signIn, submitReset } from "./steps";

/** Returns the link of the button of a notice. */
const reportLinkIn = (html: string) => /href="([^"]*\/report-sign-in\?token=[^"]+)"/.exec(html)?.[1] ?? "";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a sign-in from a new device is reported, and its owner signs that device out and resets the password", async ({
    page,
    otherBrowser,
    user,
    inbox,
  }) => {
    await openSignedIn(otherBrowser, user);
    const [notice] = await inbox.withSubject(user.address, "New sign-in");
    expect(notice?.text).toContain("127.0.0.1");
    await page.goto(reportLinkIn(notice?.html ?? ""));
    await expect(page).toHaveURL("/report-sign-in");
    await expect(page.getByRole("heading", { name: "Wasn't this you?" })).toBeVisible();
    await otherBrowser.goto("/account");
    await expect(otherBrowser.getByRole("heading", { name: "Password", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Sign out that device" }).click();
    await expect(page.getByText("That device is signed out.")).toBeVisible();
    await otherBrowser.goto("/account");
    await expect(otherBrowser).toHaveURL(/\/sign-in/);
    await submitReset(page, await inbox.code(user.address));
    await expectSignedIn(page, user.address);
    await signIn(otherBrowser, user.address, user.password);
    await expect(otherBrowser.getByText("Incorrect email, phone number or password")).toBeVisible();
    await signIn(otherBrowser, user.address, NEW_PASSWORD);
    await expectSignedIn(otherBrowser, user.address);
  });
});

test("a link that is not complete reports nothing", async ({ page, user, inbox }) => {
  await openSignedIn(page, user);
  const [notice] = await inbox.withSubject(user.address, "New sign-in");
  const link = reportLinkIn(notice?.html ?? "");
  await page.goto(link.slice(0, -1));
  await expect(page.getByRole("heading", { name: "This link doesn't work" })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Sign out that device" })).toBeVisible();
});
