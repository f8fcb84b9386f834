import { lock } from "./database";
import { expect, test } from "./fixtures";
import { rawReset, sendForm } from "./raw-form";
import { NEW_PASSWORD, openSignedIn, signIn } from "./steps";

test("@server @sql a locked account has no session, gets no message, and cannot complete a pending attempt", async ({
  app,
  page,
  user,
  createNextUser,
  inbox,
}) => {
  await openSignedIn(page, user);
  const begun = await rawReset(app.url, user.address);
  const code = await inbox.code(user.address);
  await lock(app, user.address);

  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, user.address, "not the password at all");
  await expect(page.getByText("Incorrect email, phone number or password")).toBeVisible();
  await signIn(page, user.address, user.password);
  await expect(page.getByText("This account is locked")).toBeVisible();
  const finished = await sendForm(begun, { code, password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD });
  expect(finished.location).toBeNull();

  const other = createNextUser();
  await lock(app, other.address);
  await rawReset(app.url, other.address);
  const marker = createNextUser();
  await rawReset(app.url, marker.address);
  await inbox.code(marker.address);
  expect(await inbox.messages(other.address)).toEqual([]);
});
