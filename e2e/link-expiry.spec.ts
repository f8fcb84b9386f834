import { expect, test } from "./fixtures";
import { askForSignInLink, confirmHere, expectSignedIn } from "./steps";

test.use({ settings: { LINK_TTL_SECONDS: "4", RESEND_COOLDOWN_SECONDS: "0" } });

test("@server a link that is too old says so on both sides, and a new one works", async ({
  page,
  context,
  person,
  inbox,
}) => {
  await askForSignInLink(page, person.address);
  const link = await inbox.link(person.address);
  await expect(page.getByText("This link has expired")).toBeVisible();
  const tab = await context.newPage();
  await tab.goto(link);
  await expect(tab.getByRole("heading", { name: "This link has expired" })).toBeVisible();
  await page.getByRole("button", { name: "Resend" }).click();
  await expect(page.getByText("A new link is on its way")).toBeVisible();
  await confirmHere(tab, await inbox.link(person.address, 2));
  await expectSignedIn(tab, person.address);
});
