import { query, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { arrive, signIn } from "./steps";

test.use({ settings: { ACCOUNT_DELETION_GRACE_DAYS: "0" } });

test("@server @sql without days of grace an account is gone at once, and its address is free", async ({
  app,
  page,
  person,
  inbox,
}) => {
  await arrive(page, person);
  const userId = await userIdOf(app, person.address);
  await page.goto("/account/delete");
  await expect(page.getByText("It happens at once")).toBeVisible();
  await page.getByLabel("Type the word").fill("delete");
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByText("Your account is deleted")).toBeVisible();
  expect(await query(app, `SELECT 1 FROM "User" WHERE id = $1`, [userId])).toEqual([]);
  await inbox.withSubject(person.address, "Your Latchkey account is deleted");
  await signIn(page, person.address, person.password);
  await expect(page.getByText("don't match")).toBeVisible();
});
