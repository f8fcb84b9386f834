import { expect, test } from "./fixtures";
import { askForSignInLink, confirmHere, expectSignedIn } from "./steps";

test.use({ settings: { EMAIL_LINK_SAME_CLIENT: "true" } });

test("@server where links are for the same browser only, another one is sent back, and the right one still works", async ({
  page,
  otherBrowser,
  person,
  inbox,
}) => {
  await askForSignInLink(page, person.address);
  const link = await inbox.link(person.address);
  await otherBrowser.goto(link);
  await expect(
    otherBrowser.getByRole("heading", { name: "Open this link where you asked for it" }),
  ).toBeVisible();
  await expect(otherBrowser.getByRole("button", { name: "Confirm" })).toBeHidden();
  await confirmHere(page, link);
  await expectSignedIn(page, person.address);
});
