import { expect, test } from "./fixtures";
import { askForReset, askForSignInLink, confirmHere, expectSignedIn, submitReset } from "./steps";

test.describe.configure({ mode: "default" });
test.use({ settings: { CODE_TTL_SECONDS: "2", LINK_TTL_SECONDS: "4", RESEND_COOLDOWN_SECONDS: "0" } });

test("@server a code that is too old is told so, but only to whoever knows it", async ({
  page,
  person,
  inbox,
}) => {
  await askForReset(page, person.address);
  const code = await inbox.code(person.address);
  await expect(async () => {
    await submitReset(page, code, "too short");
    const sentAt = Date.parse((await inbox.messages(person.address))[0]?.createdAt ?? "");
    expect(Date.now() - sentAt).toBeGreaterThan(2_500);
  }).toPass();
  await submitReset(page, code);
  await expect(page.getByText("This code has expired").first()).toBeVisible();
});

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
