import { expect, test } from "./fixtures";
import { askForReset, submitReset } from "./steps";

test.use({ settings: { CODE_TTL_SECONDS: "2" } });

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
